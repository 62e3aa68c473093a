-- Whom others are told of: when, and when he was visited last; whom it is about and what became of it is a matter.
CREATE TABLE examples (id {id}, matter_id INT NOT NULL UNIQUE, published_on DATE, visited_on DATE);
