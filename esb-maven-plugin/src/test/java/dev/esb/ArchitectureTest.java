package dev.esb;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package may know which. Everybody may know {@link Problem}. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.esb");

    @ParameterizedTest
    @CsvSource({
        "environment, ''",
        "docker, ''",
        "lease, docker environment",
        "isolation, environment",
        "compose, docker environment",
        "tls, environment",
        "lifecycle, docker environment lease isolation compose tls"
    })
    void packagesKnowNoMoreThanTheyNeed(String name, String known) {
        String[] allowed = Stream.concat(Stream.of(name), Arrays.stream(known.split(" ")))
                .map(each -> "dev.esb." + each)
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage("dev.esb." + name)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("dev.esb..")
                        .or(equivalentTo(Problem.class))
                        .or(resideInAnyPackage(allowed)))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageHasARule() {
        assertThat(CLASSES)
                .extracting(JavaClass::getPackageName)
                .isSubsetOf(
                        "dev.esb",
                        "dev.esb.compose",
                        "dev.esb.docker",
                        "dev.esb.environment",
                        "dev.esb.isolation",
                        "dev.esb.lease",
                        "dev.esb.lifecycle",
                        "dev.esb.maven",
                        "dev.esb.tls");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.esb.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void mavenIsKnownToItsOwnPackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.esb.maven")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.maven..")
                .check(CLASSES);
    }

    @Test
    void processesAreStartedInFewPlaces() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.esb.docker", "dev.esb.lifecycle")
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.commons.exec..")
                        .or(equivalentTo(Process.class))
                        .or(equivalentTo(ProcessBuilder.class)))
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .check(CLASSES);
    }

    @Test
    void isolationTouchesNeitherFilesNorTheNetwork() {
        noClasses()
                .that()
                .resideInAPackage("dev.esb.isolation")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.io..", "java.nio.channels..")
                        .or(equivalentTo(java.nio.file.Files.class))
                        .or(equivalentTo(ProcessHandle.class)))
                .check(CLASSES);
    }
}
