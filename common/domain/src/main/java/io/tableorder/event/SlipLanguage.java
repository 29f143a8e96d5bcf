package io.tableorder.event;

/** In which language the fixed words of a printer's slips are; what guests ordered is printed as the order has it. */
public enum SlipLanguage {
    KO,
    EN
}
