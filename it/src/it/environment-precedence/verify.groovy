import dev.esb.it.projects.Engine

Engine.assertNothingLeftOf("it-variable-$suffix")

def rendered = { new File(basedir, it).list().findAll { !it.endsWith('.properties') }.sort() }
assert rendered('target/esb') == ["it-option-$suffix", "it-pom-$suffix", "it-variable-$suffix"]
assert rendered('without-a-pom/target/esb') == ['default']
assert new File(basedir, "target/esb/it-option-$suffix/compose.yml").text.contains("it-option-$suffix")
