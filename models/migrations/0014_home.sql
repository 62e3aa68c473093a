-- Where these books were at work last; a copy that is brought back finds itself elsewhere.
CREATE TABLE homes (id {id}, mark VARCHAR(64) NOT NULL);
