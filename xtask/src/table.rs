//! A table for people: columns as wide as they need, numbers to the right. It is Markdown, too.

pub(crate) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(head: &[&str]) -> Self {
        Self { rows: vec![head.iter().map(|it| (*it).to_owned()).collect()] }
    }

    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    pub(crate) fn render(&self) -> String {
        let n_columns = self.rows[0].len();
        let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
        let widths: Vec<usize> = (0..n_columns)
            .map(|at| self.rows.iter().map(|row| cell(row, at).chars().count()).max().unwrap_or(0))
            .collect();
        let mut res = String::new();
        for (n, row) in self.rows.iter().enumerate() {
            let cells = widths.iter().enumerate().map(|(at, width)| match at {
                0 => format!("{:<width$}", cell(row, at)),
                _ => format!("{:>width$}", cell(row, at)),
            });
            res += &format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "));
            if n == 0 {
                let dashes = widths.iter().enumerate().map(|(at, width)| match at {
                    0 => "-".repeat(width + 2),
                    _ => "-".repeat(width + 1) + ":",
                });
                res += &format!("|{}|\n", dashes.collect::<Vec<_>>().join("|"));
            }
        }
        res
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_needed() {
        let mut table = Table::new(&["spec", "ms"]);
        table.row(vec!["acme".to_owned(), "1.25".to_owned()]);
        assert_eq!(table.render(), "| spec |   ms |\n|------|-----:|\n| acme | 1.25 |\n");
    }
}
