import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-old-$suffix")

Refusal.in(basedir).says(
        '2.17.3 is too old: at least 2.25 is needed',
        'Update it')
