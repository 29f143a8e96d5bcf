package io.tableorder.projector.rebuild;

import java.util.List;

/**
 * A comparison puts two generations at the same positions beside each other, table by table.
 *
 * @param live the schema of the one, {@code rebuilt} that of the other
 */
public record Comparison(String live, String rebuilt, List<SqlTableComparison> tables) {
    /**
     * This is what the comparison of one table has found.
     *
     * @param equal all rows, in every column that the log determines
     * @param differing rows of a key that are not the same in both, or only in one
     * @param sample some of them
     */
    public record SqlTableComparison(
            String table, long liveRows, long rebuiltRows, boolean equal, long differing, List<RowDifference> sample) {
        public SqlTableComparison {
            sample = List.copyOf(sample);
        }
    }

    /**
     * A row that is not the same in both.
     *
     * @param key the row's, as {@code column=value} pairs
     * @param found {@code only live}, {@code only rebuilt} or {@code differs}
     * @param columns that differ, when it is in both
     */
    public record RowDifference(String key, String found, List<String> columns) {
        public RowDifference {
            columns = List.copyOf(columns);
        }

        @Override
        public String toString() {
            return found + ": " + key + (columns.isEmpty() ? "" : " in " + String.join(", ", columns));
        }
    }

    public Comparison {
        tables = List.copyOf(tables);
    }

    public boolean isEqual() {
        return tables.stream().allMatch(SqlTableComparison::equal);
    }

    public List<SqlTableComparison> differences() {
        return tables.stream().filter(table -> !table.equal()).toList();
    }

    public long rows() {
        return tables.stream().mapToLong(SqlTableComparison::liveRows).sum();
    }
}
