import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-newer-$suffix")

Refusal.in(basedir).says(
        'Compose cannot read the stack',
        'dreams',
        'A newer Compose may know it')
