# SPDX-License-Identifier: GPL-3.0-or-later
# The first that comes over the pipe (`source`, hw-recorder.c): the recorder itself follows, so that
# nothing need be installed where it runs. The next line holds its modules, each after those it
# imports.
import json, os, sys, types
sys.path[:] = [place for place in sys.path if place]
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
for name, text in json.loads(source.readline()):
    module = types.ModuleType(name)
    module.__file__ = "<%s>" % name
    sys.modules[name] = module
    exec(compile(text, module.__file__, "exec"), module.__dict__)
recorder = sys.modules["headway_recorder"]
recorder.leave(recorder.main(source))
