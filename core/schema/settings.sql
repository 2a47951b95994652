-- What makes the server write definitions in one way, whoever asks, and keep what is secret.
SELECT set_config('search_path', '', true), set_config('DateStyle', 'ISO, MDY', true),
       set_config('IntervalStyle', 'postgres', true), set_config('TimeZone', 'UTC', true),
       set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true),
       set_config('xmlbinary', 'base64', true), set_config('quote_all_identifiers', 'off', true),
       set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),
       set_config('headway.secrets', 'off', true)
