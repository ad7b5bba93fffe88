package dev.esb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.EngineCommand;
import dev.esb.docker.EngineIds;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.LabelledResources;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineMarkTest {
    private final LabelledResources engine = new LabelledResources();
    private final FakeDocker docker = engine.serve(new FakeDocker());

    @Test
    void isNotOnAnEngineWhoseIdLasts() {
        docker.answer(new EngineCommand.Ids(), EngineIds.lasting("id"));

        assertThat(EngineMark.read(docker)).isEqualTo(EngineIds.lasting("id"));
        assertThat(EngineMark.ensure(docker, Engine.local("id"))).isEqualTo(Engine.local("id"));

        assertThat(docker.calls()).containsExactly(new EngineCommand.Ids());
        assertThat(EngineIds.lasting("id").labels()).isEmpty();
    }

    @Test
    void lastsWhereTheEngineMakesUpAnotherIdForEachAnswer() {
        isPodman();
        EngineIds before = EngineMark.read(docker);
        assertThat(before.own()).isEmpty();
        assertThat(engine.all()).isEmpty();

        String id = up().own();

        assertThat(id).isNotEmpty();
        assertThat(EngineMark.read(docker).all()).containsExactly(id, "host /data");
        assertThat(EngineMark.ensure(docker, Engine.local("").with(before))
                        .ids()
                        .own())
                .isEqualTo(id);
        assertThat(engine.all()).extracting(Resource::name).containsExactly("esb-engine");
    }

    @Test
    void isAnotherOneOnEachEngine() {
        isPodman();
        LabelledResources second = new LabelledResources();
        FakeDocker other =
                second.serve(new FakeDocker()).answer(new EngineCommand.Ids(), EngineIds.changing("host /data"));

        String id = up().own();

        assertThat(EngineMark.ensure(other, Engine.local("").with(EngineMark.read(other)))
                        .ids()
                        .own())
                .isNotEmpty()
                .isNotEqualTo(id);
    }

    @Test
    void isMadeAnewFromTheContainersWhenItsVolumeWasPruned() {
        isPodman();
        EngineIds ids = up();
        engine.remove(new ResourceCommand.Remove(Kind.VOLUME, List.of("esb-engine")));
        engine.add(new Resource(Kind.CONTAINER, "1", "esb-e2e-1-web-1", ids.labels()));

        assertThat(EngineMark.read(docker)).isEqualTo(ids);

        assertThat(engine.all())
                .contains(new Resource(Kind.VOLUME, "esb-engine", "esb-engine", Map.of("dev.esb.engine", ids.own())));
    }

    private void isPodman() {
        docker.answer(new EngineCommand.Ids(), EngineIds.changing("host /data"));
    }

    private EngineIds up() {
        return EngineMark.ensure(docker, Engine.local("").with(EngineMark.read(docker)))
                .ids();
    }
}
