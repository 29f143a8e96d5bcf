package io.tableorder.cli.setup;

import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The platform's and the chains' own people, as whoever holds the keys looks after them. */
public final class People {

    private static final String OPERATORS = "/platform/operators";
    private static final String CHAINS = "/platform/chains";

    /**
     * Somebody who is there.
     *
     * @param path where order-api has them
     */
    public record Person(String username, String path) {}

    private final PlatformApi signed;

    /**
     * Looks after them with an operator's rights.
     *
     * @param signed speaks with an operator's token
     */
    public People(PlatformApi signed) {
        this.signed = signed;
    }

    /**
     * Finds an operator.
     *
     * @throws Refusal if there is none of that name
     */
    public Person operator(String username) {
        return person(signed.get(OPERATORS).path("operators"), username, OPERATORS, "operator");
    }

    /**
     * Finds an admin of a chain.
     *
     * @throws Refusal if there is no such chain, or no admin of that name in it
     */
    public Person chainAdmin(String chainId, String username) {
        JsonNode admins = signed.get(CHAINS)
                .path("chains")
                .valueStream()
                .filter(chain -> chain.required("chain_id").asString().equals(chainId))
                .findFirst()
                .orElseThrow(() -> new Refusal(0, "There is no chain " + chainId))
                .path("admins");
        return person(admins, username, CHAINS + "/" + chainId + "/admins", "admin of chain " + chainId);
    }

    private static Person person(JsonNode all, String username, String path, String what) {
        return all.valueStream()
                .filter(one -> one.required("username").asString().equals(username))
                .findFirst()
                .map(one -> new Person(
                        username, path + "/" + one.required("account_id").asString()))
                .orElseThrow(() -> new Refusal(0, "There is no " + what + " called " + username));
    }

    /** What somebody chooses a password by, once. */
    public record Invitation(String code, Instant expiresAt) {}

    /** Has somebody choose a password whose old one, if there is one, opens nothing from here on; what they were logged in with ends. */
    public Invitation invite(Person person) {
        JsonNode made = signed.post(person.path() + "/invitation", Map.of());
        return new Invitation(
                made.required("invitation_code").asString(),
                Instant.parse(made.required("expires_at").asString()));
    }

    /** Lets somebody log in with the password alone who has lost phone and recovery codes; what they were logged in with ends. */
    public void resetSecondFactor(Person person) {
        signed.delete(person.path() + "/second-factor");
    }
}
