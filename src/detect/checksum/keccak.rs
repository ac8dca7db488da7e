//! Keccak-256 as Ethereum and Monero use it: the sponge of FIPS 202 with the padding it had before it became that standard.

const ROUNDS: [u64; 24] = [
    0x0000_0000_0000_0001,
    0x0000_0000_0000_8082,
    0x8000_0000_0000_808A,
    0x8000_0000_8000_8000,
    0x0000_0000_0000_808B,
    0x0000_0000_8000_0001,
    0x8000_0000_8000_8081,
    0x8000_0000_0000_8009,
    0x0000_0000_0000_008A,
    0x0000_0000_0000_0088,
    0x0000_0000_8000_8009,
    0x0000_0000_8000_000A,
    0x0000_0000_8000_808B,
    0x8000_0000_0000_008B,
    0x8000_0000_0000_8089,
    0x8000_0000_0000_8003,
    0x8000_0000_0000_8002,
    0x8000_0000_0000_0080,
    0x0000_0000_0000_800A,
    0x8000_0000_8000_000A,
    0x8000_0000_8000_8081,
    0x8000_0000_0000_8080,
    0x0000_0000_8000_0001,
    0x8000_0000_8000_8008,
];
/// By how much each lane is turned, in the order in which they are moved, and where each goes.
const TURNS: [u32; 24] = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];
const MOVES: [usize; 24] = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];
/// Bytes taken in at once.
const RATE: usize = 136;

/// The hash of a text.
pub(super) fn keccak_256(text: &[u8]) -> [u8; 32] {
    let mut state = [0_u64; 25];
    let mut padded = text.to_vec();
    padded.push(1);
    padded.resize(padded.len().next_multiple_of(RATE), 0);
    if let Some(last) = padded.last_mut() {
        *last |= 0x80;
    }
    for block in padded.chunks_exact(RATE) {
        for (lane, bytes) in state.iter_mut().zip(block.chunks_exact(8)) {
            *lane ^= bytes.iter().rev().fold(0, |lane, byte| lane << 8 | u64::from(*byte));
        }
        permute(&mut state);
    }
    let mut hash = [0; 32];
    for (own, lane) in hash.chunks_exact_mut(8).zip(state) {
        own.copy_from_slice(&lane.to_le_bytes());
    }
    hash
}

fn permute(state: &mut [u64; 25]) {
    for round in ROUNDS {
        let columns: [u64; 5] = std::array::from_fn(|x| (0..5).fold(0, |sum, y| sum ^ state[x + 5 * y]));
        for (ix, lane) in state.iter_mut().enumerate() {
            *lane ^= columns[(ix + 4) % 5] ^ columns[(ix + 1) % 5].rotate_left(1);
        }
        let mut moved = state[1];
        for (turn, to) in TURNS.iter().zip(MOVES) {
            moved = std::mem::replace(&mut state[to], moved.rotate_left(*turn));
        }
        for row in state.chunks_exact_mut(5) {
            let old: [u64; 5] = std::array::from_fn(|x| row[x]);
            for (x, lane) in row.iter_mut().enumerate() {
                *lane = old[x] ^ (!old[(x + 1) % 5] & old[(x + 2) % 5]);
            }
        }
        state[0] ^= round;
    }
}

#[test]
fn the_empty_text_has_the_published_hash() {
    // The Keccak team's submission, and the account without code of Ethereum's yellow paper.
    let hash: String = keccak_256(b"").iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hash, "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    assert_ne!(keccak_256(&[0; RATE]), keccak_256(&[0; RATE - 1]));
}
