-- Where in a thing with an order a change happened, so that whoever has read another part of it is left alone.
-- NULL: nowhere in particular, or everywhere. The unit is that of the kind of thing.
ALTER TABLE change ADD COLUMN position BIGINT;
