package io.tableorder.api.account;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Passwords as the service keeps them, hashed in a millisecond: tests log in and guess hundreds of times, and what a hash costs is
 * nothing that they look at.
 */
@Configuration(proxyBeanMethods = false)
class QuickPasswords {

    /** The least that bcrypt takes. */
    private static final int COST = 4;

    @Bean
    @Primary
    Passwords passwordsOfTheLeastCost() {
        return new Passwords(COST);
    }
}
