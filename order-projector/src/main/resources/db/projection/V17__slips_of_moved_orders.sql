-- A party that goes to another table takes its orders along, and whoever cooks them has to know where they go.
ALTER TABLE orders.print_slips DROP CONSTRAINT print_slips_kind_check;
ALTER TABLE orders.print_slips
    ADD CONSTRAINT print_slips_kind_check CHECK (kind IN ('ORDER', 'TAKEN_BACK', 'CANCELLED', 'MOVED', 'REPRINT'));
ALTER TABLE orders.print_slips ADD COLUMN from_table text; -- where the party sat before; null on slips that do not say so
