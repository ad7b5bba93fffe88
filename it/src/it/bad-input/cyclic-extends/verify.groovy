import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-cycle-$suffix")

Refusal.in(basedir).says(
        'Compose cannot read the stack',
        'Circular reference',
        'docker compose')
