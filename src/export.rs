//! The store's figures for other programs: long tables as CSV and Parquet with a description of each column, and cells of
//! many councils that are pooled. Nobody is named, and no text of anybody's leaves the store here.

pub mod cells;
pub mod column;
pub mod exported;
pub mod folder;
pub mod package;
pub mod pool;
pub mod pseudonyms;
pub mod table_files;
