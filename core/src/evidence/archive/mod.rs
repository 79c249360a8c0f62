//! ZIP as the bundle uses it: written so that the same content gives the same bytes, read so that there is one answer
//! to what a file contains.
//!
//! A general library writes what it likes into the headers and reads what it can make sense of. Here every verifier
//! (this one, `verificar.py`, `verificar.html`) follows the same few rules, because two readers that see different
//! files in one archive would give two verdicts. The rules stand in `docs/evidence-format.md`.

mod inflate;
mod read;
mod write;

pub(crate) use read::{Archive, ArchiveError, Content, Member, is_hostile, leads_astray};
pub(super) use write::{ArchiveWriter, Measured, measure};

/// The largest archive, and the most that the members of one may hold: beyond it ZIP needs its 64-bit extension.
pub(super) const MAX_ARCHIVE_BYTES: u64 = 0xffff_fffe;
/// The most members an archive without that extension may have.
pub(super) const MAX_MEMBERS: usize = 0xfffe;

const LOCAL_HEADER: u32 = 0x0403_4b50;
const CENTRAL_HEADER: u32 = 0x0201_4b50;
const END_RECORD: u32 = 0x0605_4b50;
const LARGE_END_RECORD: u32 = 0x0606_4b50;
const LARGE_END_LOCATOR: u32 = 0x0706_4b50;
const LOCAL_HEADER_BYTES: u64 = 30;
const CENTRAL_HEADER_BYTES: u64 = 46;
const END_RECORD_BYTES: u64 = 22;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// 1 January 1980, the first date ZIP can write. No date in an archive proves anything, so none is claimed.
const FIRST_DOS_DATE: u16 = 0x0021;

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut writer = ArchiveWriter::new(&mut bytes);
        for (name, content) in members {
            let measured = measure(*content).expect("memory can be read");
            writer.add(name, &measured, *content).expect("memory can be written");
        }
        writer.finish().expect("memory can be written");
        bytes
    }

    fn read(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ArchiveError> {
        let mut archive = Archive::open(Cursor::new(bytes))?;
        let members = archive.members().to_vec();
        members
            .iter()
            .map(|member| {
                let mut content = Vec::new();
                archive.read(member, &mut |chunk| content.extend_from_slice(chunk))?;
                Ok((member.name.clone(), content))
            })
            .collect()
    }

    #[test]
    fn what_was_written_is_read() {
        let long = vec![7_u8; 200_000];
        let bytes = archive(&[("LEEME.txt", b"hola"), ("vacio", b""), ("adjuntos/a.bin", &long)]);
        assert_eq!(
            read(&bytes).expect("a sound archive"),
            [
                ("LEEME.txt".to_owned(), b"hola".to_vec()),
                ("vacio".to_owned(), Vec::new()),
                ("adjuntos/a.bin".to_owned(), long)
            ]
        );
    }

    #[test]
    fn an_archive_cut_anywhere_is_unreadable() {
        let bytes = archive(&[("a", b"one"), ("b", b"two")]);
        for length in 0..bytes.len() {
            assert!(read(&bytes[..length]).is_err(), "cut to {length}");
        }
    }

    #[test]
    fn two_members_of_one_name_are_unreadable() {
        assert!(matches!(
            read(&archive(&[("a", b"1"), ("a", b"2")])),
            Err(ArchiveError::Malformed)
        ));
    }

    #[test]
    fn a_flipped_bit_is_noticed_or_lies_in_a_field_that_says_nothing() {
        let bytes = archive(&[("a", b"one"), ("b", b"two")]);
        let sound = read(&bytes).expect("a sound archive");
        let mut unnoticed = std::collections::BTreeSet::new();
        for position in 0..bytes.len() {
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[position] ^= 1 << bit;
                if read(&flipped).is_ok_and(|members| members == sound) {
                    unnoticed.insert(position);
                }
            }
        }
        // Per member, local: version 4..6, flags 6..8, date and time 10..14. Central: versions 4..8, flags 8..10, date
        // and time 12..16, disk, attributes 34..42. End record: disk numbers 4..8.
        let local = |start: usize| (start + 4..start + 8).chain(start + 10..start + 14);
        let central = |start: usize| {
            (start + 4..start + 10).chain(start + 12..start + 16).chain(start + 34..start + 42)
        };
        let directory = bytes.len() - 22 - 2 * 47;
        let allowed: std::collections::BTreeSet<usize> = local(0)
            .chain(local(34))
            .chain(central(directory))
            .chain(central(directory + 47))
            .chain(bytes.len() - 18..bytes.len() - 14)
            .collect();
        assert!(unnoticed.is_subset(&allowed), "{:?}", unnoticed.difference(&allowed));
    }
}
