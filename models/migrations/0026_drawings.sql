-- What a picture or page is drawn from when it goes; empty once it is drawn, and for what never was a drawing.
ALTER TABLE enclosures ADD COLUMN drawing TEXT;
