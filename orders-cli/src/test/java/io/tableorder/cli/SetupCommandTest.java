package io.tableorder.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tableorder.cli.setup.Dish;
import io.tableorder.cli.setup.Terminal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetupCommandTest {

    private static final String PASSWORD = "plum-kettle-4711";
    private static final String TAKEN = "{\"detail\":\"It is taken\"}";

    private StubApi api;

    @BeforeEach
    void start() throws Exception {
        api = new StubApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        variables.put("SECRET_KEY", "a-key-for-tests-of-more-than-32-bytes");
        variables.put("ORDER_API_URL", api.url());
        variables.put("PAGES_URL", "https://order.example.com");
        return variables;
    }

    private Map<String, String> withPasswords() {
        Map<String, String> variables = variables();
        List.of("OPERATOR", "CHAIN", "STORE").forEach(who -> variables.put("SETUP_" + who + "_PASSWORD", PASSWORD));
        return variables;
    }

    private CommandRun byOptions(Map<String, String> variables, String... more) {
        return byOptions(variables, TypedTerminal.NOBODY, more);
    }

    private CommandRun byOptions(Map<String, String> variables, Terminal terminal, String... more) {
        String[] options = {
            "setup",
            "--operator=owner",
            "--chain=my-chain",
            "--chain-name=우리 식당",
            "--chain-admin=boss",
            "--store=my-store",
            "--store-name=본점",
            "--store-admin=manager"
        };
        String[] all = new String[options.length + more.length];
        System.arraycopy(options, 0, all, 0, options.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        return CommandRun.of(variables, terminal, all);
    }

    @Test
    void options_lead_from_nothing_to_a_code_for_a_tablet_and_say_no_password() {
        CommandRun run = byOptions(withPasswords(), "--tables=2", "--dish=식사/비빔밥/9000", "--dish=음료/차/3000");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("https://order.example.com/tablet#pair=ABCD2345", "2 tables, 2 of them new", "2 dishes")
                .contains("Done in")
                .doesNotContain(PASSWORD, "of-operator");
        assertThat(api.whatWasAsked())
                .containsExactly(
                        "POST /platform/operators",
                        "POST /platform/login",
                        "POST /platform/chains",
                        "POST /admin/login",
                        "POST /chain/stores",
                        "POST /admin/login",
                        "POST /admin/tables",
                        "POST /admin/tables",
                        "GET /admin/categories",
                        "POST /admin/menus",
                        "POST /admin/categories",
                        "POST /admin/menus",
                        "POST /admin/devices/pairing-codes");
        assertThat(api.asked().getFirst().authorization()).startsWith("Bearer ey");
        assertThat(api.asked().get(2).authorization()).isEqualTo("Bearer of-operator");
        assertThat(api.asked().getLast().body().path("table_id").asString()).isEqualTo("t-1");
    }

    @Test
    void tables_without_a_password_given_have_one_each_that_nobody_knows() {
        byOptions(withPasswords(), "--tables=2");

        assertThat(api.asked().stream()
                        .filter(asked -> asked.what().equals("POST /admin/tables"))
                        .map(asked -> asked.body().path("table_password").asString()))
                .doesNotHaveDuplicates()
                .hasSize(2)
                .allSatisfy(password -> assertThat(password).hasSize(24));
    }

    @Test
    void without_a_terminal_everything_that_is_missing_is_said_at_once_and_nothing_is_made() {
        CommandRun run = CommandRun.of(variables(), "setup", "--operator=owner");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("--chain-name", "--chain,", "--chain-admin", "--store-name", "--store-admin")
                .contains("--operator-password or SETUP_OPERATOR_PASSWORD", "SETUP_STORE_PASSWORD");
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void what_is_there_already_stays_and_whoever_knows_its_passwords_goes_on() {
        api.next("POST /platform/operators", 409, TAKEN);
        api.next("POST /platform/chains", 409, TAKEN);
        api.next("POST /chain/stores", 409, TAKEN);
        api.next("POST /admin/tables", 409, TAKEN);

        CommandRun run = byOptions(withPasswords(), "--tables=2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("2 tables, 1 of them new");
        assertThat(byOptions(withPasswords()).out())
                .as("of tables that were there before")
                .contains("Tablet of table 1: open https://order.example.com/tablet#pair=");
        assertThat(api.whatWasAsked()).contains("GET /admin/tables");
    }

    @Test
    void a_name_that_is_somebody_elses_is_refused_as_taken() {
        api.next("POST /platform/operators", 409, TAKEN);
        api.next("POST /platform/login", 401, "{\"detail\":\"Wrong\"}");

        CommandRun run = byOptions(withPasswords());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err().strip()).isEqualTo("It is taken");
        assertThat(api.whatWasAsked()).doesNotContain("POST /platform/chains");
    }

    @Test
    void somebody_at_a_terminal_is_asked_and_asked_again_for_what_is_refused() {
        api.next(
                "POST /platform/operators",
                400,
                "{\"detail\":\"Not valid\",\"errors\":[{\"field\":\"password\",\"message\":\"too common\"}]}");
        TypedTerminal terminal = TypedTerminal.typing(
                // The operator, with a password that differs, then one that is refused, then one that is taken.
                "",
                "one",
                "another",
                "password",
                "password",
                "owner",
                PASSWORD,
                PASSWORD,
                // The chain and its admin.
                "우리 식당",
                "",
                "boss",
                PASSWORD,
                PASSWORD,
                // The store and its admin.
                "본점",
                "my-shop",
                "",
                "",
                "",
                PASSWORD,
                PASSWORD,
                // Tables and dishes.
                "many",
                "3",
                "비빔밥",
                "식사/비빔밥/9000",
                "");

        CommandRun run = CommandRun.of(variables(), (Terminal) terminal, "setup");

        assertThat(run.err()).isEmpty();
        assertThat(terminal.isSatisfied()).isTrue();
        assertThat(terminal.shown)
                .contains("  The two differ", "  Not valid (password: too common)", "  A whole number from 0 to 200")
                .anyMatch(line -> line.contains("\"비빔밥\" is no dish"));
        StubApi.Asked store = api.asked().stream()
                .filter(asked -> asked.what().equals("POST /chain/stores"))
                .findFirst()
                .orElseThrow();
        assertThat(store.body().path("store_id").asString()).isEqualTo("my-shop");
        assertThat(store.body().path("time_zone").asString()).isEqualTo("Asia/Seoul");
        assertThat(store.body().at("/admin/username").asString()).isEqualTo("manager");
        assertThat(run.out()).contains("3 tables, 3 of them new", "1 dishes, 1 of them new");
    }

    @Test
    void whoever_has_a_second_factor_is_asked_for_its_code_and_asked_again_for_a_wrong_one() {
        api.next("POST /platform/operators", 409, TAKEN);
        api.next("POST /platform/login", 401, "{\"detail\":\"A code\",\"error_code\":\"SECOND_FACTOR_NEEDED\"}");
        api.next("POST /platform/login", 401, "{\"detail\":\"Not it\",\"error_code\":\"SECOND_FACTOR_NEEDED\"}");
        TypedTerminal terminal = TypedTerminal.typing("111111", "222222");

        CommandRun run = byOptions(
                withPasswords(),
                terminal,
                "--time-zone=Asia/Seoul",
                "--currency=KRW",
                "--tables=1",
                "--dish=식사/비빔밥/9000");

        assertThat(run.exitCode()).isZero();
        assertThat(terminal.shown).contains("Code for owner: ", "  Not it");
        assertThat(api.asked().stream()
                        .filter(asked -> asked.what().equals("POST /platform/login"))
                        .map(asked -> asked.body().path("second_factor_code").asString("none")))
                .containsExactly("none", "111111", "222222");
    }

    @Test
    void whoever_must_have_a_second_factor_is_shown_a_secret_first_and_recovery_codes_after_it() {
        api.next("POST /admin/login", 403, "{\"detail\":\"Set up\",\"error_code\":\"SECOND_FACTOR_SETUP_NEEDED\"}");
        api.next(
                "POST /auth/second-factor/enrolments",
                201,
                "{\"secret\":\"JBSWY3DP\",\"qr_code\":[\"101\",\"010\",\"111\"]}");
        api.next("POST /admin/login", 200, "{\"access_token\":\"of-admin\",\"recovery_codes\":[\"K7TR-WM4Q\"]}");
        TypedTerminal terminal = TypedTerminal.typing("123456");

        CommandRun run = byOptions(
                withPasswords(),
                terminal,
                "--time-zone=Asia/Seoul",
                "--currency=KRW",
                "--tables=1",
                "--dish=식사/비빔밥/9000");

        assertThat(run.exitCode()).isZero();
        assertThat(terminal.shown)
                .anyMatch(line -> line.contains("JBSWY3DP"))
                .anyMatch(line -> line.contains("▀▄▀") || line.contains("█"))
                .contains("  K7TR-WM4Q");
        assertThat(run.out()).doesNotContain("JBSWY3DP");
    }

    @Test
    void where_nobody_can_be_asked_for_a_code_it_says_what_is_needed() {
        api.next("POST /platform/operators", 409, TAKEN);
        api.next("POST /platform/login", 401, "{\"detail\":\"A code\",\"error_code\":\"SECOND_FACTOR_NEEDED\"}");

        CommandRun run = byOptions(withPasswords());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err().strip()).isEqualTo("A code");
    }

    @Test
    void a_code_for_the_page_is_all_that_code_makes() {
        CommandRun run = CommandRun.of(variables(), "setup", "--code");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("https://order.example.com/setup#code=K7TRWM4QX2HP");
        assertThat(api.whatWasAsked()).containsExactly("POST /platform/setup-codes");
    }

    @Test
    void a_platform_that_does_not_answer_is_named_with_what_to_do() {
        Map<String, String> variables = withPasswords();
        variables.put("ORDER_API_URL", "http://127.0.0.1:1");

        CommandRun run = byOptions(variables);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("order-api does not answer at http://127.0.0.1:1", "--api");
    }

    @Test
    void a_dish_is_read_with_slashes_in_its_name_and_refused_with_its_form() {
        assertThat(Dish.parse("식사 / 밥/국 / 9000")).isEqualTo(new Dish("식사", "밥/국", 9_000));
        for (String wrong : List.of("비빔밥", "식사/9000", "식사/비빔밥/many", "/비빔밥/9000", "식사//9000")) {
            assertThatThrownBy(() -> Dish.parse(wrong)).hasMessageContaining("\"" + wrong + "\" is no dish: write");
        }
    }
}
