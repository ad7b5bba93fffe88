/**
 * Starts the containers of a stack and explains why that failed. {@link dev.esb.start.ComposeUp} runs {@code docker compose up}, which pulls and
 * builds images, creates containers and starts them; it reads the output meanwhile, so that the {@linkplain dev.esb.start.TimeLimit time limit}
 * stands still while images are pulled or built. What Compose and the engine say of a failure becomes a
 * {@link dev.esb.start.StartFailedException} that names services and images as the Compose file does, and says what to do. The class
 * {@link dev.esb.start.ServiceFaults} finds the reason in the state of the containers where Compose's words do not have it, and
 * {@link dev.esb.start.FailedServices} adds what the services have printed. Waiting until started services are ready, and removing what a
 * failed start has made, is in {@code dev.esb.lifecycle}.
 */
package dev.esb.start;
