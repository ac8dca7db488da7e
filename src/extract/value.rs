//! JSON values, pulled one token at a time, gathered into records.
//!
//! A field's name is the path inside its record without indices: `user.emails`. A key that is no plain word may be a
//! value itself (`{"ada@example.org": {…}}`): it is given as a passage of its parent, and stands in paths as `*`.

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::Range;
use std::rc::Rc;

use struson::reader::{JsonReader, JsonStreamReader, ReaderError, ReaderSettings, ValueType};

use super::cut::Cutter;
use super::gather::{Halt, Long, Open};
use super::{Budget, Sink};
use crate::model::coverage::Limit;

/// Arrays and objects inside one another.
const MAX_DEPTH: u32 = 64;

/// Bytes of one key or number; they are held whole.
const MAX_TOKEN: usize = 64 << 10;

/// Keys that are words although they begin with an at sign.
const AT_WORDS: [&str; 6] = ["@timestamp", "@version", "@type", "@id", "@context", "@graph"];

/// Reads values from a stream of JSON.
pub(super) struct Walker<'s, R: Read> {
    reader: JsonStreamReader<Guarded<R>>,
    room: Rc<Cell<usize>>,
    sink: &'s mut dyn Sink,
    budget: &'s Budget,
    /// Bytes that were passed up to the record before.
    reported: u64,
    /// Bytes to report in place of those that were read here.
    n_bytes: Option<u64>,
    n_tokens: u64,
    /// Address of the value that is being read, below the document.
    at: String,
}

impl<'s, R: Read> Walker<'s, R> {
    /// Reads UTF-8.
    pub fn new(bytes: R, budget: &'s Budget, sink: &'s mut dyn Sink) -> Self {
        let room = Rc::new(Cell::new(usize::MAX));
        let settings = ReaderSettings {
            allow_multiple_top_level: true,
            track_path: false,
            max_nesting_depth: Some(MAX_DEPTH),
            restrict_number_values: false,
            ..ReaderSettings::default()
        };
        let reader = JsonStreamReader::new_custom(Guarded { inner: bytes, room: room.clone() }, settings);
        Self { reader, room, sink, budget, reported: 0, n_bytes: None, n_tokens: 0, at: String::new() }
    }

    /// The first record reports these bytes, further ones none.
    pub fn with_bytes(self, n_bytes: u64) -> Self {
        Self { n_bytes: Some(n_bytes), ..self }
    }

    /// The values one after the other, each with the record that it opens, until there is none.
    pub fn documents(&mut self) -> Result<(), Halt> {
        let mut n = 0u64;
        loop {
            let is_next =
                if n == 0 { self.pull(|reader| reader.peek().map(|_| true)) } else { self.pull(|reader| reader.has_next()) };
            if !is_next? {
                return Ok(());
            }
            self.at = if n == 0 { String::new() } else { format!("#{n}") };
            let mut root = Open::root(&self.at);
            let result = self.value(&mut root, Within::Document);
            self.close(&mut root, result)?;
            n += 1;
        }
    }

    /// One value, all of it in `open`, and nothing behind it.
    pub fn single(&mut self, open: &mut Open) -> Result<(), Halt> {
        self.value(open, Within::Document)?;
        if self.pull(|reader| reader.has_next())? {
            return Err(Halt::Cut(Limit::Damaged));
        }
        Ok(())
    }

    /// Tokens that were read.
    pub fn n_tokens(&self) -> u64 {
        self.n_tokens
    }

    fn value(&mut self, open: &mut Open, within: Within) -> Result<(), Halt> {
        self.n_tokens += 1;
        match self.pull(|reader| reader.peek())? {
            ValueType::Object if open.is_root && within == Within::Array => {
                let mut element = Open::element(&self.at);
                let result = self.object(&mut element);
                self.close(&mut element, result)
            }
            ValueType::Object => self.object(open),
            ValueType::Array => self.array(open),
            ValueType::String => self.string(open),
            ValueType::Number => {
                let number = self.short(|reader| reader.next_number_as_string())?;
                self.add(open, number)
            }
            ValueType::Boolean => {
                let is_true = self.pull(|reader| reader.next_bool())?;
                self.add(open, is_true.to_string())
            }
            ValueType::Null => {
                self.pull(|reader| reader.next_null())?;
                self.add(open, String::new())
            }
        }
    }

    fn array(&mut self, open: &mut Open) -> Result<(), Halt> {
        self.pull(|reader| reader.begin_array())?;
        let at_len = self.at.len();
        let mut n = 0u64;
        while self.pull(|reader| reader.has_next())? {
            if open.is_root {
                self.at.truncate(at_len);
                self.at.push_str(&format!("[{n}]"));
            }
            self.value(open, Within::Array)?;
            n += 1;
        }
        self.at.truncate(at_len);
        self.pull(|reader| reader.end_array())
    }

    fn object(&mut self, open: &mut Open) -> Result<(), Halt> {
        self.pull(|reader| reader.begin_object())?;
        let (at_len, path_len) = (self.at.len(), open.path.len());
        while self.pull(|reader| reader.has_next())? {
            let key = self.short(|reader| reader.next_name_owned())?;
            open.path.truncate(path_len);
            if open.is_root {
                self.at.truncate(at_len);
                self.at.push('.');
                self.at.push_str(&key);
            }
            let is_plain = is_plain(&key);
            if !is_plain {
                self.add(open, key.clone())?;
            }
            if !open.path.is_empty() {
                open.path.push('.');
            }
            open.path.push_str(if is_plain { &key } else { "*" });
            self.value(open, Within::Object)?;
        }
        open.path.truncate(path_len);
        self.at.truncate(at_len);
        self.pull(|reader| reader.end_object())
    }

    /// A string; one that is too long to be held comes in several records.
    fn string(&mut self, open: &mut Open) -> Result<(), Halt> {
        let max = self.budget.record_bytes.max(4096);
        let mut cutter = Cutter::new(self.budget, max);
        let mut long = Long { open, cutter: &mut cutter, sink: &mut *self.sink, budget: self.budget };
        let mut bytes = Vec::new();
        let mut chunk = [0; 4096];
        let mut string = self.reader.next_string_reader().map_err(|_| Halt::Cut(Limit::Damaged))?;
        loop {
            let n = string.read(&mut chunk).map_err(|_| Halt::Cut(Limit::Damaged))?;
            if n == 0 {
                break;
            }
            bytes.extend_from_slice(chunk.get(..n).unwrap_or_default());
            if bytes.len() > max {
                long.push(&move_valid(&mut bytes))?;
            }
        }
        drop(string);
        cutter.push(&move_valid(&mut bytes));
        let (text, owned) = cutter.rest();
        self.add_owned(open, text, owned)
    }

    fn add(&mut self, open: &mut Open, text: String) -> Result<(), Halt> {
        let n = text.len();
        self.add_owned(open, text, 0..n)
    }

    fn add_owned(&mut self, open: &mut Open, text: String, owned: Range<usize>) -> Result<(), Halt> {
        open.push(text, owned, self.sink, self.budget);
        if open.held() > self.budget.record_bytes { self.give(open) } else { Ok(()) }
    }

    /// Gives what was gathered of a record that ends here, unless the sink wants no more.
    fn close(&mut self, open: &mut Open, result: Result<(), Halt>) -> Result<(), Halt> {
        if matches!(result, Err(Halt::Stop)) {
            return result;
        }
        self.give(open)?;
        result
    }

    /// Gives what was gathered of a record to the sink.
    pub fn give(&mut self, open: &mut Open) -> Result<(), Halt> {
        if open.is_empty() {
            return Ok(());
        }
        let position = self.reader.current_position(false).data_pos.unwrap_or_default();
        let n_bytes = match self.n_bytes.as_mut() {
            Some(n_bytes) => std::mem::take(n_bytes),
            None => position.saturating_sub(self.reported),
        };
        self.reported = position;
        open.give(self.sink, n_bytes)
    }

    fn pull<T>(&mut self, step: impl FnOnce(&mut JsonStreamReader<Guarded<R>>) -> Result<T, ReaderError>) -> Result<T, Halt> {
        step(&mut self.reader).map_err(|error| {
            Halt::Cut(match error {
                ReaderError::MaxNestingDepthExceeded { .. } => Limit::Depth,
                ReaderError::IoError { .. } if self.room.get() == 0 => Limit::Record,
                _ => Limit::Damaged,
            })
        })
    }

    /// A token that the reader holds whole: refused if it is longer than any key or number.
    fn short<T>(&mut self, step: impl FnOnce(&mut JsonStreamReader<Guarded<R>>) -> Result<T, ReaderError>) -> Result<T, Halt> {
        self.room.set(MAX_TOKEN);
        let token = self.pull(step);
        self.room.set(usize::MAX);
        token
    }
}

/// What a value stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Document,
    Array,
    Object,
}

/// A reader that gives only so many bytes while a token is read that is held whole.
struct Guarded<R> {
    inner: R,
    room: Rc<Cell<usize>>,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let room = self.room.get();
        if room == usize::MAX {
            return self.inner.read(buf);
        }
        if room == 0 {
            return Err(io::Error::other("token too long"));
        }
        let n = buf.len().min(room);
        let n = self.inner.read(buf.get_mut(..n).unwrap_or_default())?;
        self.room.set(room - n.min(room));
        Ok(n)
    }
}

/// The text at the front that is whole; a character whose end has not been read yet stays.
fn move_valid(bytes: &mut Vec<u8>) -> String {
    let n = match std::str::from_utf8(bytes) {
        Ok(text) => text.len(),
        Err(error) => error.valid_up_to(),
    };
    let rest = bytes.split_off(n);
    String::from_utf8(std::mem::replace(bytes, rest)).unwrap_or_default()
}

/// Whether a key is a word of a schema rather than a value.
pub(super) fn is_plain(key: &str) -> bool {
    if AT_WORDS.contains(&key) {
        return true;
    }
    let starts_well = key.bytes().next().is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'_' | b'$'));
    let n_digits = key.bytes().filter(u8::is_ascii_digit).count();
    let is_word = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'/' | b':' | b'$');
    starts_well && key.len() <= 64 && n_digits < 5 && key.bytes().all(is_word)
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn keys_that_may_be_values_are_told_from_words() {
        for key in ["user", "first_name", "address1", "@timestamp", "$ref", "x-id", "a.b"] {
            assert!(is_plain(key), "{key}");
        }
        for key in ["ada@example.org", "Ada Lovel", "+4912", "4711", "id12345", "प्रिया", "", "192.0.2.1"] {
            assert!(!is_plain(key), "{key}");
        }
    }
}
