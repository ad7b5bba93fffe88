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
import dev.esb.isolation.PathState;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package may import which. The base package may be imported by all, and imports none. */
class ArchitectureTest {
    private static final String BASE = "dev.esb";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.esb");

    @ParameterizedTest
    @CsvSource({
        "environment, ''",
        "terminal, ''",
        "archive, ''",
        "docker, archive",
        "engine, docker",
        "checkout, environment",
        "lease, engine docker environment",
        "mention, environment",
        "isolation, mention environment",
        "compose, engine docker environment",
        "healthcheck, docker",
        "tls, environment",
        "moved, archive engine docker environment",
        "changes, archive moved docker environment",
        "parameter, environment",
        "graph, isolation docker environment",
        "extension, ''",
        "matrix, extension parameter host environment",
        "plan, host isolation compose lease engine docker environment",
        "cleanup, host lease engine docker environment",
        "doctor, plan cleanup host lease engine docker environment",
        "start, plan cleanup isolation engine docker",
        "wait, start tls host parameter engine docker environment",
        "snapshot, archive plan moved parameter host isolation compose lease engine docker environment",
        "service, wait start healthcheck moved host isolation lease engine docker environment tls",
        "lifecycle, service snapshot wait start plan cleanup healthcheck moved parameter host isolation compose lease engine docker environment tls",
        "wrapper, ''",
        "project, wrapper goal checkout parameter host environment",
        "cli, project wrapper goal checkout changes snapshot lifecycle service doctor plan cleanup wait terminal moved parameter host lease engine docker environment",
        "goal, checkout changes snapshot lifecycle service doctor plan cleanup wait terminal moved parameter host lease engine docker environment"
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
                        .or(resideInAnyPackage(BASE))
                        .or(resideInAnyPackage(allowed)))
                .check(CLASSES);
    }

    @Test
    void theHostKnowsOfIsolationOnlyThePathStates() {
        classes()
                .that()
                .resideInAPackage("dev.esb.host")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("dev.esb..")
                        .or(resideInAnyPackage(BASE, "dev.esb.host", "dev.esb.environment"))
                        .or(equivalentTo(PathState.class)))
                .check(CLASSES);
    }

    @Test
    void theBaseKnowsNoOtherPackage() {
        classes()
                .that()
                .resideInAPackage(BASE)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("dev.esb..").or(resideInAnyPackage(BASE)))
                .check(CLASSES);
    }

    @Test
    void throwablesEndInException() {
        classes()
                .that()
                .areAssignableTo(Throwable.class)
                .should()
                .haveSimpleNameEndingWith("Exception")
                .check(CLASSES);
    }

    @Test
    void rulesEndInRule() {
        classes()
                .that()
                .areAssignableTo("dev.esb.isolation.Rule")
                .should()
                .haveSimpleNameEndingWith("Rule")
                .check(CLASSES);
    }

    @Test
    void everyPackageHasARule() {
        assertThat(CLASSES)
                .extracting(JavaClass::getPackageName)
                .isSubsetOf(
                        BASE,
                        "dev.esb.archive",
                        "dev.esb.changes",
                        "dev.esb.checkout",
                        "dev.esb.cleanup",
                        "dev.esb.cli",
                        "dev.esb.compose",
                        "dev.esb.docker",
                        "dev.esb.doctor",
                        "dev.esb.engine",
                        "dev.esb.environment",
                        "dev.esb.graph",
                        "dev.esb.extension",
                        "dev.esb.goal",
                        "dev.esb.healthcheck",
                        "dev.esb.host",
                        "dev.esb.isolation",
                        "dev.esb.lease",
                        "dev.esb.lifecycle",
                        "dev.esb.matrix",
                        "dev.esb.maven",
                        "dev.esb.mention",
                        "dev.esb.moved",
                        "dev.esb.parameter",
                        "dev.esb.plan",
                        "dev.esb.project",
                        "dev.esb.service",
                        "dev.esb.snapshot",
                        "dev.esb.start",
                        "dev.esb.terminal",
                        "dev.esb.tls",
                        "dev.esb.wait",
                        "dev.esb.wrapper");
    }

    @Test
    void jlineIsKnownToThePackageOfTheTerminalOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.esb.terminal")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jline..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.esb.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void mavenIsKnownToTwoPackages() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.esb.maven", "dev.esb.extension")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..", "javax.inject..")
                .check(CLASSES);
    }

    /** They are loaded without the plugin's other classes. */
    @Test
    void theExtensionUsesNoOtherClass() {
        classes()
                .that()
                .resideInAPackage("dev.esb.extension")
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("dev.esb..").or(resideInAnyPackage("dev.esb.extension")))
                .check(CLASSES);
    }

    @Test
    void processesAreStartedInFewPlaces() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.esb.docker",
                        "dev.esb.engine",
                        "dev.esb.host",
                        "dev.esb.cleanup",
                        "dev.esb.cli",
                        "dev.esb.lifecycle",
                        "dev.esb.matrix",
                        "dev.esb.project")
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
                .resideInAnyPackage("dev.esb.isolation", "dev.esb.mention")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.io..", "java.nio.channels..")
                        .or(equivalentTo(java.nio.file.Files.class))
                        .or(equivalentTo(ProcessHandle.class)))
                .check(CLASSES);
    }
}
