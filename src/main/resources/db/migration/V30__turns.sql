-- Departments take turns: the oldest mails of one are found however many of the others' wait.
CREATE INDEX receipt_department ON receipt (state, department, id);
