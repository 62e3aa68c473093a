-- Activities, the batches they are verified in, and what people complain about or suggest.
CREATE TABLE activity_records (
    id {id}, root_id INT REFERENCES activity_records (id) ON DELETE RESTRICT, version INT NOT NULL,
    member_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    branch_id INT REFERENCES branches (id) ON DELETE RESTRICT,
    unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    day DATE NOT NULL, month VARCHAR(7) NOT NULL, category VARCHAR(16) NOT NULL,
    minutes INT CHECK (minutes BETWEEN 1 AND 1440), starts VARCHAR(5), ends VARCHAR(5),
    count INT, count_unit VARCHAR(8), description VARCHAR(200) NOT NULL, place VARCHAR(32),
    companions {json} NOT NULL, source_text VARCHAR(2048), flags {json} NOT NULL,
    late_report {flag} NOT NULL, timely {flag} NOT NULL, status VARCHAR(12) NOT NULL
        CHECK (status IN ('claimed', 'verified', 'returned', 'revoked', 'replaced')),
    reported_at {moment} NOT NULL, message_key VARCHAR(96) NOT NULL,
    decided_by_id INT REFERENCES persons (id) ON DELETE RESTRICT, decided_at {moment},
    decision_reason VARCHAR(200),
    CONSTRAINT activity_versions UNIQUE (root_id, version),
    CONSTRAINT nobody_verifies_himself CHECK (status <> 'verified' OR decided_by_id <> member_id)
);
CREATE INDEX activity_member_day ON activity_records (member_id, day);
CREATE INDEX activity_member_month ON activity_records (member_id, month);
CREATE INDEX activity_unit_status ON activity_records (unit_id, status);
CREATE TABLE verification_batches (
    id {id}, verifier_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    shown_at {moment} NOT NULL, records {json} NOT NULL, handled_at {moment}
);
CREATE INDEX verification_batches_verifier ON verification_batches (verifier_id);
CREATE TABLE feedback (
    id {id}, person_id INT REFERENCES persons (id) ON DELETE RESTRICT, text VARCHAR(1000) NOT NULL,
    received_at {moment} NOT NULL, message_key VARCHAR(96) NOT NULL
);
