-- The acts about one thing: whether a person has decided when orders begin, who changed a setting last.
CREATE INDEX audit_by_name ON audit (name, at);
