package dev.esb;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

class SeedPropertyTest {
    @Property(tries = 1)
    @AddLifecycleHook(ComparedSeed.class)
    void isThatOfAllTests(@ForAll int any) {
        // What was drawn does not matter, but from which seed.
    }

    static class ComparedSeed implements AroundPropertyHook {
        @Override
        public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
            PropertyExecutionResult result = property.execute();
            assertThat(result.seed()).contains(String.valueOf(Seed.VALUE));
            return result;
        }
    }
}
