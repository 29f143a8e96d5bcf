package io.tableorder.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.api.fixture.RunningApi;
import io.tableorder.api.oidc.Identity;
import io.tableorder.api.validation.Secret;
import io.tableorder.operability.error.ErrorCode;
import io.tableorder.operability.error.ProblemException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** An identity asks for no code, so it gets around no second factor. */
class LinkedIdentitiesTest {

    private static final RunningApi api = RunningApi.shared();

    private static int chains;

    private Identity identity;
    private String chainId;
    private Secret code;

    @BeforeEach
    void anInvitedAdmin() {
        chainId = "linked-" + ++chains;
        identity = new Identity("https://id.example.com", "person-of-" + chainId);
        code = Secret.of(api.post(
                        "/api/v1/platform/chains",
                        api.operator(),
                        "{\"chain_id\":\"%s\",\"chain_name\":\"한옥\",\"username\":\"boss\"}".formatted(chainId))
                .expect(201)
                .json()
                .at("/invitation/invitation_code")
                .asString());
    }

    private void hasSecondFactor() {
        api.bean(JdbcTemplate.class).update("""
                        INSERT INTO accounts.second_factors (account_id, secret, added_at)
                        SELECT account_id, '\\x00', now() FROM accounts.staff_accounts WHERE chain_id = ?
                        """, chainId);
    }

    private boolean mayLogIn() {
        return api.bean(StaffAccounts.class)
                .byIdentity(identity)
                .map(StaffAccounts.WithHash::account)
                .filter(AcceptedInvitations::mayLink)
                .isPresent();
    }

    @Test
    void an_account_with_a_second_factor_is_not_linked() {
        hasSecondFactor();

        assertThatThrownBy(() -> api.bean(AcceptedInvitations.class).link(code, identity))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(ErrorCode.CONFLICT));

        assertThat(api.bean(StaffAccounts.class).byIdentity(identity)).isEmpty();
    }

    @Test
    void a_linked_account_that_got_a_second_factor_all_the_same_is_not_opened() {
        api.bean(AcceptedInvitations.class).link(code, identity);
        assertThat(mayLogIn()).isTrue();

        hasSecondFactor();

        assertThat(mayLogIn()).isFalse();
    }
}
