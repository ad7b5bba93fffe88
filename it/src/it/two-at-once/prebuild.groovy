import dev.esb.it.projects.Maven
import java.nio.file.Files

// The other of the two, in a copy of this project.
def copy = new File(basedir.parentFile, 'two-at-once-e2e-2').toPath()
['pom.xml', 'src/test/java/SideBySideIT.java'].each {
    Files.createDirectories(copy.resolve(it).parent)
    Files.copy(basedir.toPath().resolve(it), copy.resolve(it))
}
context.other = Maven.start(copy.toFile(), localRepositoryPath, 'verify', '-Desb.env=e2e-2', '-Dother=../two-at-once')
return true
