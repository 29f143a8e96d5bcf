package io.tableorder.cli;

import io.tableorder.cli.setup.Dish;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code orders setup} can be told without asking. A password may also be in a variable, which no list of processes shows. */
final class SetupOptions {

    @Option(names = "--operator", paramLabel = "NAME", description = "Name of the operator.")
    @Nullable
    String operator;

    @Option(names = "--operator-password", paramLabel = "PASSWORD", description = "Or in SETUP_OPERATOR_PASSWORD.")
    @Nullable
    String operatorPassword;

    @Option(names = "--chain", paramLabel = "ID", description = "Id of the chain, such as my-chain; it never changes.")
    @Nullable
    String chain;

    @Option(names = "--chain-name", paramLabel = "NAME", description = "What the chain is called.")
    @Nullable
    String chainName;

    @Option(names = "--chain-admin", paramLabel = "NAME", description = "Name of the chain's first admin.")
    @Nullable
    String chainAdmin;

    @Option(names = "--chain-password", paramLabel = "PASSWORD", description = "Or in SETUP_CHAIN_PASSWORD.")
    @Nullable
    String chainPassword;

    @Option(names = "--store", paramLabel = "ID", description = "Id of the store, such as my-store; it never changes.")
    @Nullable
    String store;

    @Option(names = "--store-name", paramLabel = "NAME", description = "What guests and staff call the store.")
    @Nullable
    String storeName;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "Such as Asia/Seoul, the default; it never changes.")
    @Nullable
    String timeZone;

    @Option(names = "--currency", paramLabel = "CODE", description = "Such as KRW, the default; it never changes.")
    @Nullable
    String currency;

    @Option(names = "--store-admin", paramLabel = "NAME", description = "Name of the store's first admin.")
    @Nullable
    String storeAdmin;

    @Option(names = "--store-password", paramLabel = "PASSWORD", description = "Or in SETUP_STORE_PASSWORD.")
    @Nullable
    String storePassword;

    @Option(names = "--tables", paramLabel = "N", description = "Adds the tables 1 to N.")
    @Nullable
    Integer tables;

    @Option(
            names = "--table-password",
            paramLabel = "PASSWORD",
            description = {
                "Or in SETUP_TABLE_PASSWORD: of each new table, to be typed into its tablet.",
                "Without it nobody knows any, and tablets are paired by codes."
            })
    @Nullable
    String tablePassword;

    @Option(
            names = "--dish",
            paramLabel = Dish.FORM,
            description = "Adds a dish, such as 식사/비빔밥/9000. As often as you like.")
    List<String> dishes = new ArrayList<>();

    @Option(names = "--menu", paramLabel = "FILE", description = "Adds the dishes of a text file, one a line.")
    @Nullable
    Path menu;
}
