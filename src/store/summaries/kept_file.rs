//! A file of summaries: parts, each of some folders one after another, sealed by itself so that no more than one need be held.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use borsh::{BorshDeserialize, BorshSerialize};
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _, Nonce};
use sha2::{Digest as _, Sha256};

use super::stamp::FolderStamp;
use crate::store::kept::hex;

/// What such a file begins with; another number where the layout is another.
const MAGIC: &[u8; 8] = b"qafsum01";
/// The most bytes of the list of parts; a longer one is no list of ours.
const MOST_OF_LIST: u64 = 64 << 20;

/// By what a file of summaries is found and opened: the digest of all that they depend on beside the audits' own files.
#[derive(Clone, Debug)]
pub struct SummariesKey {
    name: String,
    seal: [u8; 32],
}

impl SummariesKey {
    /// The key that follows from a digest of the council's own files.
    pub fn of(digest: &Sha256) -> Self {
        let of = |purpose: &str| -> [u8; 32] {
            let mut digest = digest.clone();
            digest.update(purpose);
            digest.finalize().into()
        };
        Self {
            name: hex(&of("name")[..12]),
            seal: of("seal"),
        }
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(&self.seal.into())
    }
}

/// What is kept of one audit's folder: its path, what it was made of, and the bytes of what was made of it.
pub type KeptEntry = (String, FolderStamp, Vec<u8>);

/// The summaries of some folders, in the order of their paths.
#[derive(BorshDeserialize, BorshSerialize, Clone, Debug, Default)]
pub struct KeptPart(Vec<KeptEntry>);

impl KeptPart {
    /// Adds what is kept of the next folder.
    pub fn push(&mut self, entry: KeptEntry) {
        self.0.push(entry);
    }

    /// What was kept of a folder, where it is made of the same.
    pub fn get(&self, path: &str, stamp: FolderStamp) -> Option<&[u8]> {
        let place = self
            .0
            .binary_search_by(|(kept, ..)| kept.as_str().cmp(path))
            .ok()?;
        let (_, was, bytes) = &self.0[place];
        (*was == stamp).then_some(bytes)
    }

    /// Takes out what was kept of a folder.
    pub fn take(&mut self, path: &str) -> Option<KeptEntry> {
        let place = self
            .0
            .binary_search_by(|(kept, ..)| kept.as_str().cmp(path))
            .ok()?;
        Some(std::mem::take(&mut self.0[place]))
    }

    /// All that it holds, in its order.
    pub fn into_entries(self) -> impl Iterator<Item = KeptEntry> {
        self.0.into_iter()
    }

    fn first(&self) -> Option<&str> {
        self.0.first().map(|(path, ..)| path.as_str())
    }

    /// How many folders it holds.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Where a part lies in the file: the first path in it, its place, its bytes.
#[derive(BorshDeserialize, BorshSerialize, Clone, Debug)]
struct ListedPart {
    first: String,
    at: u64,
    bytes: u64,
}

/// A file of summaries, opened.
#[derive(Debug)]
pub struct KeptFile {
    file: Mutex<File>,
    key: SummariesKey,
    nonce: [u8; 8],
    parts: Vec<ListedPart>,
    /// How many folders it holds.
    pub folders: u64,
}

impl KeptFile {
    /// Opens a file; `None` where there is none that is whole and made under this key.
    pub fn open(path: &Path, key: &SummariesKey) -> Option<Self> {
        let mut file = File::open(path).ok()?;
        let (mut magic, mut nonce, mut word) = ([0; 8], [0; 8], [0; 8]);
        file.read_exact(&mut magic).ok().filter(|()| magic == *MAGIC)?;
        file.read_exact(&mut nonce).ok()?;
        file.seek(SeekFrom::End(-8)).ok()?;
        file.read_exact(&mut word).ok()?;
        let (end, listed) = (file.stream_position().ok()?, u64::from_le_bytes(word));
        let start = end
            .checked_sub(8)?
            .checked_sub(listed)
            .filter(|_| listed <= MOST_OF_LIST)?;
        file.seek(SeekFrom::Start(start)).ok()?;
        let mut sealed = vec![0; usize::try_from(listed).ok()?];
        file.read_exact(&mut sealed).ok()?;
        let plain = unseal(key, nonce, u32::MAX, &sealed)?;
        let (folders, parts): (u64, Vec<ListedPart>) = borsh::from_slice(&plain).ok()?;
        Some(Self {
            file: Mutex::new(file),
            key: key.clone(),
            nonce,
            parts,
            folders,
        })
    }

    /// The parts in which the folders from one path to another may stand, as one.
    pub fn part(&self, from: &str, to: &str) -> KeptPart {
        let first = self
            .parts
            .partition_point(|part| part.first.as_str() <= from)
            .saturating_sub(1);
        let within = self.parts.iter().enumerate().skip(first);
        let within = within.take_while(|(_, part)| part.first.as_str() <= to);
        let read = within.filter_map(|(number, part)| self.read(number, part));
        KeptPart(read.flat_map(|part| part.0).collect())
    }

    /// A part, unsealed; nothing where it is not what was written.
    fn read(&self, number: usize, part: &ListedPart) -> Option<KeptPart> {
        let mut sealed = Vec::new();
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(part.at)).ok()?;
            std::io::Read::by_ref(&mut *file)
                .take(part.bytes)
                .read_to_end(&mut sealed)
                .ok()?;
        }
        let plain = unseal(&self.key, self.nonce, u32::try_from(number).ok()?, &sealed)?;
        borsh::from_slice(&plain).ok()
    }
}

/// Writes a file of summaries, part by part.
#[derive(Debug)]
pub struct SummariesWriter<'w> {
    file: &'w mut File,
    key: &'w SummariesKey,
    nonce: [u8; 8],
    parts: Vec<ListedPart>,
    at: u64,
    folders: u64,
}

impl<'w> SummariesWriter<'w> {
    /// Begins a file.
    pub fn begin(file: &'w mut File, key: &'w SummariesKey) -> io::Result<Self> {
        // A key is never used with the same nonce twice: each file has its own.
        let nonce: [u8; 8] = rand::random();
        file.write_all(MAGIC)?;
        file.write_all(&nonce)?;
        Ok(Self {
            file,
            key,
            nonce,
            parts: Vec::new(),
            at: 16,
            folders: 0,
        })
    }

    /// Adds the next part.
    pub fn add(&mut self, part: &KeptPart) -> io::Result<()> {
        let Some(first) = part.first() else { return Ok(()) };
        let number = u32::try_from(self.parts.len()).map_err(io::Error::other)?;
        let sealed = seal(self.key, self.nonce, number, &borsh::to_vec(part)?)?;
        self.file.write_all(&sealed)?;
        let bytes = u64::try_from(sealed.len()).map_err(io::Error::other)?;
        self.parts.push(ListedPart {
            first: first.to_owned(),
            at: self.at,
            bytes,
        });
        self.at += bytes;
        self.folders += u64::try_from(part.len()).map_err(io::Error::other)?;
        Ok(())
    }

    /// Ends the file with the list of its parts.
    pub fn end(self) -> io::Result<()> {
        let list = borsh::to_vec(&(self.folders, &self.parts))?;
        let sealed = seal(self.key, self.nonce, u32::MAX, &list)?;
        self.file.write_all(&sealed)?;
        let bytes = u64::try_from(sealed.len()).map_err(io::Error::other)?;
        self.file.write_all(&bytes.to_le_bytes())
    }
}

fn nonce(of_file: [u8; 8], number: u32) -> Nonce {
    let mut nonce = [0; 12];
    nonce[..8].copy_from_slice(&of_file);
    nonce[8..].copy_from_slice(&number.to_le_bytes());
    nonce.into()
}

fn seal(key: &SummariesKey, of_file: [u8; 8], number: u32, plain: &[u8]) -> io::Result<Vec<u8>> {
    let payload = Payload {
        msg: plain,
        aad: MAGIC,
    };
    key.cipher()
        .encrypt(&nonce(of_file, number), payload)
        .map_err(|_| io::Error::other("what is too long can't be sealed"))
}

fn unseal(key: &SummariesKey, of_file: [u8; 8], number: u32, sealed: &[u8]) -> Option<Vec<u8>> {
    let payload = Payload {
        msg: sealed,
        aad: MAGIC,
    };
    key.cipher().decrypt(&nonce(of_file, number), payload).ok()
}
