-- Passwords of user mappings and subscriptions.
-- == both
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER near FOREIGN DATA WRAPPER far;
CREATE SERVER other FOREIGN DATA WRAPPER far;
-- == from
CREATE USER MAPPING FOR PUBLIC SERVER near OPTIONS ("user" 'joe', password 'it''s, one');
CREATE USER MAPPING FOR CURRENT_USER SERVER near OPTIONS (password 'gone');
CREATE USER MAPPING FOR PUBLIC SERVER other OPTIONS ("user" 'ann');
-- == to
CREATE USER MAPPING FOR PUBLIC SERVER near OPTIONS ("user" 'jim', password 'two');
CREATE USER MAPPING FOR CURRENT_USER SERVER near OPTIONS ("user" 'kim');
CREATE USER MAPPING FOR PUBLIC SERVER other OPTIONS ("user" 'ann', passcode 'x');
CREATE USER MAPPING FOR CURRENT_USER SERVER other OPTIONS (password 'y');
