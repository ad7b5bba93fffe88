/**
 * The project for which a command of {@code ./esb} is called: {@link dev.esb.project.Project} is what {@code .esb.properties} says of its
 * pom, {@link dev.esb.project.MavenProgram} calls its Maven, and {@link dev.esb.project.GoalDescription} is what Maven knows of the
 * plugin's goals. Knows nothing of Maven's classes.
 */
package dev.esb.project;
