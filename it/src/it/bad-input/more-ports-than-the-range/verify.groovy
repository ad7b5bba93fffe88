import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-ports-$suffix")

Refusal.in(basedir).says(
        'The stack publishes 14001 ports, which is more than the port range 20000-32767 (esb.portRange) has room for')
