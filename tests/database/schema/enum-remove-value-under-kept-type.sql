-- A type that only one side has, and that is not destroyed unless asked for, gives way to an enum made anew.
-- == from
CREATE TYPE color AS ENUM ('red', 'blue');
-- == to
CREATE TYPE color AS ENUM ('red', 'green', 'yellow');
CREATE TYPE pair AS (one color[], two color);
