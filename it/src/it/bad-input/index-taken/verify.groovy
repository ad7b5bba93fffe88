import dev.esb.it.projects.Engine
import dev.esb.it.projects.Refusal

Engine.assertNothingLeftOf("it-holder-$suffix", "it-late-$suffix")

Refusal.in(basedir).says(
        "Slot ${context.userProperties['esb.index']} (esb.index) is held by the environment 'it-holder-$suffix'",
        System.getProperty('user.name') + '@',
        'Leave esb.index out to get a free slot',
        "mvn esb:down -Desb.env=it-holder-$suffix")
