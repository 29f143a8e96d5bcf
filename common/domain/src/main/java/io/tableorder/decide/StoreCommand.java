package io.tableorder.decide;

/**
 * A command says what somebody wants of a store. Well-formed when made; whether it is granted depends on the store's
 * state.
 */
public sealed interface StoreCommand
        permits LifecycleCommand,
                CatalogueCommand,
                StationCommand,
                PrinterCommand,
                TableCommand,
                OrderCommand,
                CallCommand,
                OperatorCommand {}
