package io.tableorder.operability.health;

import io.tableorder.operability.access.AccessAutoConfiguration;
import io.tableorder.operability.access.AccessFollower;
import io.tableorder.operability.keys.TokenKeys;
import io.tableorder.operability.security.AccessPolicy;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpMethod;

/** The probes' paths, on the service's own port: what answers there is what serves. */
@AutoConfiguration(after = AccessAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class HealthAutoConfiguration {

    @Bean
    Readiness readiness(ObjectProvider<ReadinessCheck> checks) {
        return new Readiness(checks.orderedStream().toList());
    }

    @Bean
    HealthController healthController(Readiness readiness, ObjectProvider<LivenessCheck> threads) {
        return new HealthController(readiness, threads.orderedStream().toList());
    }

    /** This instance is ready once it knows whose access has ended. It stays so: what it knows is not lost with Kafka. */
    @Bean
    @ConditionalOnBean(AccessFollower.class)
    ReadinessCheck accessCheck(AccessFollower follower) {
        return new ObstacleCheck("access", follower::obstacle);
    }

    @Bean
    @ConditionalOnBean(AccessFollower.class)
    LivenessCheck accessThread(AccessFollower follower) {
        return LivenessCheck.of("access-follower", follower::isAlive);
    }

    /** It is ready once it has read the keys of tokens. What it has read stays in use while nobody tells them. */
    @Bean
    @Conditional(KeysAreReadElsewhere.class)
    ReadinessCheck tokenKeysCheck(TokenKeys keys) {
        return new ObstacleCheck(
                "token_keys",
                () -> keys.isUsed() && keys.current() == null
                        ? Optional.of("the keys of tokens have not been read yet")
                        : Optional.empty());
    }

    @Bean
    AccessPolicy healthAccess() {
        return rules -> rules.open(HttpMethod.GET, "/health", "/health/live", "/health/ready");
    }
}
