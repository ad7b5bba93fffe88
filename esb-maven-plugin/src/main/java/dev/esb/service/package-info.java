/**
 * The services of environments that are up, without their Compose files: {@link dev.esb.service.EnvironmentQueries} lists them, {@link
 * dev.esb.service.Readiness} waits for them, {@link dev.esb.service.ServiceCommand} runs a command in one, and {@link
 * dev.esb.service.Stop}, {@link dev.esb.service.Start}, {@link dev.esb.service.Restart}, {@link dev.esb.service.Pause} and {@link
 * dev.esb.service.Kill} take them away and give them back.
 */
package dev.esb.service;
