import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-provision-$suffix")

Refusal.in(basedir).says(
        "The environment 'it-provision-$suffix' did not come up: the command './fill' (provision) ended with 3",
        'there is no schema',
        'It was taken down again')
