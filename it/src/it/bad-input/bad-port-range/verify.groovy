import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-range-$suffix")

Refusal.in(basedir).says(
        "The port range '80-90' (esb.portRange) is not usable",
        'between 1024 and 65535, such as the default 20000-32767')
