-- For which month somebody is asked whether he may be named as a service star; all else of it is a matter.
CREATE TABLE service_stars (id {id}, matter_id INT NOT NULL UNIQUE, month VARCHAR(7) NOT NULL);
CREATE INDEX service_stars_month ON service_stars (month);
