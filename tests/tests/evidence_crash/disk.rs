//! What a disk may hold after the power went.
//!
//! What was flushed is there. Of what was written since, each piece is there, is not, is torn, or left zeroes where the
//! file had already grown. Changes to a folder since it was flushed (files made, renamed, removed) survive up to some
//! point in their order, as journalled file systems keep them. SQLite's shared memory never counts: it is made anew.

use crate::calls::{Call, File};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Folders, and files with their content, by path below the watched folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Disk {
    folders: BTreeSet<String>,
    files: BTreeMap<String, Vec<u8>>,
}

/// What becomes of changes that were not flushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Luck {
    /// All are lost.
    None,
    /// All survive, as when only the program was killed.
    All,
    /// Names survive, content does not.
    Names,
    /// Content survives, names do not.
    Content,
    /// All survive but the content written first.
    NotTheFirst,
    /// Each as a stream of numbers from this one decides.
    Drawn(u64),
}

/// Everything [`Luck`] can be, with so many draws.
pub(crate) fn lucks(draws: u64) -> impl Iterator<Item = Luck> {
    [Luck::None, Luck::All, Luck::Names, Luck::Content, Luck::NotTheFirst]
        .into_iter()
        .chain((1..=draws).map(Luck::Drawn))
}

/// What becomes of one written piece.
enum Piece {
    Whole,
    Lost,
    /// So many bytes of it.
    Torn(usize),
    /// The file has grown, its bytes are zero.
    Zeroes,
}

/// The disk when the power went after these calls.
pub(crate) fn after(calls: &[Call], luck: Luck) -> Disk {
    let durable = durable(calls);
    let mut draw = match luck {
        Luck::Drawn(seed) => Draw(seed),
        _ => Draw(1),
    };
    let lasting_names = lasting_names(calls, &durable, luck, &mut draw);
    let mut state = State { folders: BTreeSet::from([String::new()]), ..State::default() };
    let mut unflushed_pieces = 0;
    for ((call, durable), named) in calls.iter().zip(durable).zip(lasting_names) {
        match call {
            Call::Write { file, offset, bytes } => {
                let piece = if durable {
                    Piece::Whole
                } else {
                    draw.piece(luck, unflushed_pieces, bytes.len())
                };
                unflushed_pieces += usize::from(!durable);
                state.write(*file, *offset, bytes, &piece);
            }
            Call::Cut { file, length } => {
                if durable || draw.survives(luck, Luck::Content) {
                    state.content.entry(*file).or_default().resize(*length, 0);
                }
            }
            call if named => state.rename(call),
            _ => {}
        }
    }
    state.disk()
}

/// For each call, whether a later flush made it durable.
fn durable(calls: &[Call]) -> Vec<bool> {
    let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
    let mut durable: Vec<bool> = calls
        .iter()
        .rev()
        .map(|call| match call {
            Call::Flush { file } => {
                files.insert(*file);
                true
            }
            Call::FlushFolder { path } => {
                folders.insert(path.as_str());
                true
            }
            Call::Write { file, .. } | Call::Cut { file, .. } => files.contains(file),
            _ => folder_of(call).is_some_and(|folder| folders.contains(folder)),
        })
        .collect();
    durable.reverse();
    durable
}

/// For each call, whether the change that it makes to a folder lasts: the durable ones, and of the others in a folder
/// those before some point.
fn lasting_names(calls: &[Call], durable: &[bool], luck: Luck, draw: &mut Draw) -> Vec<bool> {
    let mut ended = BTreeSet::new();
    calls
        .iter()
        .zip(durable)
        .map(|(call, durable)| {
            let Some(folder) = folder_of(call) else { return false };
            if !durable && !ended.contains(folder) && !draw.survives(luck, Luck::Names) {
                ended.insert(folder);
            }
            *durable || !ended.contains(folder)
        })
        .collect()
}

/// The folder whose list of names a call changes.
fn folder_of(call: &Call) -> Option<&str> {
    let path = match call {
        Call::MakeFolder { path } | Call::MakeFile { path, .. } | Call::Remove { path } => path,
        Call::Rename { to, .. } => to,
        _ => return None,
    };
    Some(path.rsplit_once('/').map_or("", |(folder, _)| folder))
}

#[derive(Default)]
struct State {
    folders: BTreeSet<String>,
    names: BTreeMap<String, File>,
    content: BTreeMap<File, Vec<u8>>,
}

impl State {
    fn write(&mut self, file: File, offset: usize, bytes: &[u8], piece: &Piece) {
        let bytes = match piece {
            Piece::Whole | Piece::Zeroes => bytes,
            Piece::Lost => return,
            Piece::Torn(length) => &bytes[..*length],
        };
        let content = self.content.entry(file).or_default();
        let grown = content.len().max(offset + bytes.len());
        content.resize(grown, 0);
        if !matches!(piece, Piece::Zeroes) {
            content[offset..offset + bytes.len()].copy_from_slice(bytes);
        }
    }

    fn rename(&mut self, call: &Call) {
        match call {
            Call::MakeFolder { path } => {
                self.folders.insert(path.clone());
            }
            Call::MakeFile { path, file } => {
                self.names.insert(path.clone(), *file);
            }
            Call::Remove { path } => {
                self.names.remove(path);
            }
            Call::Rename { from, to } => {
                if let Some(file) = self.names.remove(from) {
                    self.names.insert(to.clone(), file);
                }
            }
            _ => {}
        }
    }

    fn disk(self) -> Disk {
        let folder = |path: &str| {
            path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned())
        };
        let files = self
            .names
            .into_iter()
            .filter(|(path, _)| !is_shared_memory(path) && self.folders.contains(&folder(path)))
            .map(|(path, file)| (path, self.content.get(&file).cloned().unwrap_or_default()))
            .collect();
        Disk { folders: self.folders, files }
    }
}

fn is_shared_memory(path: &str) -> bool {
    path.ends_with("-shm")
}

impl Disk {
    /// What lies in a real folder.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut disk = Self { folders: BTreeSet::from([String::new()]), ..Self::default() };
        disk.add(folder, "");
        disk
    }

    fn add(&mut self, folder: &Path, path: &str) {
        for item in fs::read_dir(folder).expect("the folder can be read") {
            let item = item.expect("the folder can be read");
            let name = item.file_name().into_string().expect("names are text");
            let below = if path.is_empty() { name } else { format!("{path}/{name}") };
            if item.path().is_dir() {
                self.folders.insert(below.clone());
                self.add(&item.path(), &below);
            } else if !is_shared_memory(&below) {
                self.files.insert(below, fs::read(item.path()).expect("the file can be read"));
            }
        }
    }

    /// Puts it into a real folder, which is empty.
    pub(crate) fn write_to(&self, folder: &Path) {
        for path in &self.folders {
            fs::create_dir_all(folder.join(path)).expect("the folder can be written");
        }
        for (path, content) in &self.files {
            fs::write(folder.join(path), content).expect("the folder can be written");
        }
    }
}

/// A stream of numbers that only looks random (splitmix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let limit = u64::try_from(limit).expect("small");
        usize::try_from((mixed ^ (mixed >> 31)) % limit).expect("below the limit")
    }

    /// Whether an unflushed change of one sort survives.
    fn survives(&mut self, luck: Luck, sort: Luck) -> bool {
        match luck {
            Luck::None => false,
            Luck::All | Luck::NotTheFirst => true,
            Luck::Drawn(_) => self.below(4) > 0,
            only => only == sort,
        }
    }

    fn piece(&mut self, luck: Luck, place: usize, length: usize) -> Piece {
        match luck {
            Luck::Drawn(_) => match self.below(6) {
                0 => Piece::Lost,
                1 => Piece::Torn(self.below(length.max(1))),
                2 => Piece::Zeroes,
                _ => Piece::Whole,
            },
            Luck::NotTheFirst if place == 0 => Piece::Lost,
            luck if self.survives(luck, Luck::Content) => Piece::Whole,
            _ => Piece::Lost,
        }
    }
}
