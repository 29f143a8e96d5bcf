-- Raised by everybody but the projection's own moves who changes a partition's rows, or takes the partition over: rows that
-- a projector has in memory are as they are here while position and revision are as it left them.
ALTER TABLE orders_g1.projection_position ADD COLUMN revision bigint NOT NULL DEFAULT 0;
