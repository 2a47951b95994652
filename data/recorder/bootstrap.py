# SPDX-License-Identifier: GPL-3.0-or-later
# Given to the interpreter with -c: the recorder itself comes over the pipe, so that nothing need be
# installed where it runs. The first line holds its modules, each after those it imports.
import json, os, sys, types
sys.path[:] = [place for place in sys.path if place]
source = os.fdopen(os.dup(0), "rb")
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
for name, text in json.loads(source.readline()):
    module = types.ModuleType(name)
    module.__file__ = "<%s>" % name
    sys.modules[name] = module
    exec(compile(text, module.__file__, "exec"), module.__dict__)
recorder = sys.modules["headway_recorder"]
recorder.leave(recorder.main(source))
