-- What makes the server write definitions in one way, whoever asks, and keep what is secret; and plan
-- fast: the queries name catalogs in an order in which they are well joined.
SELECT set_config('search_path', '', true), set_config('DateStyle', 'ISO, MDY', true),
       set_config('IntervalStyle', 'postgres', true), set_config('TimeZone', 'UTC', true),
       set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true),
       set_config('xmlbinary', 'base64', true), set_config('quote_all_identifiers', 'off', true),
       set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),
       set_config('join_collapse_limit', '1', true), set_config('enable_mergejoin', 'off', true),
       set_config('headway.whole', 'off', true), set_config('headway.own_role', '', true)
