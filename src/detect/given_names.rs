//! Common given names, lower-case Latin: evidence that a column called `name` holds persons and not products. The most
//! frequent ones of a dozen languages are enough, since a column has many values; nothing is decided by one name alone.

use std::collections::HashSet;
use std::sync::LazyLock;

const GIVEN_NAMES: &str = "
aarav aaron abdul abigail adam aditi aditya adrian agnieszka ahmed ahmet aisha akash alan albert alejandro alessandro
alex alexander alexandra ali alice amanda amelia amina amit amy ana ananya andrea andreas andrew angela anil anita
anja anjali anna anne antoine anton antonio arjun arthur arun asha ashley ayse barbara beatriz ben benjamin bernd
betty bianca bjorn brian bruno camille carla carlos carmen carol caroline catherine charles charlotte chiara chloe
chris christian christina christine christopher claire clara claudia cristina daniel daniela david deborah deepak
deepika dennis diana diego dilip divya dmitri donald dorothy dylan edward elena elif elise elizabeth ella emily emine
emma eric erik ernst esra esther ethan eva fatima fatma felix fernando filip florian frances francesca francesco
francisco frank franz frederic gabriel gabriela gary gaurav geeta george gerhard giulia giuseppe gopal grace greta
hannah hans harish harry hassan hatice heather heike helen helena henri henry hugo huseyin ian ibrahim ines ingrid
irene isabel isabella ishaan ivan jack jacob jakub james jan jane janet jason javier jean jennifer jessica jim joanna
joao john jonas jorge jose joseph joshua juan julia julian julie jurgen kamal karan karen karin karl katarzyna kate
katharina kathleen katja kavita kavya kenneth kevin kiran klaus krishna lakshmi lars laura lea lena leo leon li liam
linda lisa lucas lucia lucy luigi luis lukas luke magdalena mahesh manoj manuel marco margaret maria marie mario mark
markus marta martin mary mateo matteo matthew max maximilian meera mehmet mia michael michal michelle miguel mohamed
mohammed mohan monika murat mustafa nadia naomi natalia neha nicolas nicole nikhil nina nisha noah nora oliver olivia
omar oscar otto pablo paolo patricia patrick paul paula pedro peter petra philip pierre piotr pooja prakash pranav
priya priyanka rachel radha rafael rahul raj rajesh rajkumar ramesh rania ravi rebecca rekha renate ricardo richard
rita robert roberto rohan rohit rosa ruth ryan sabine sachin samuel sandra sanjay sara sarah sebastian seema sergio
shreya silvia simon sneha sofia sonia sophia sophie stefan stephanie stephen steven sunil sunita suresh susan susanne
sven tanja tanvi teresa theo thomas tim tobias tom tomasz ursula usha ute valentina vanessa vera victor vijay vikram
vincent virginia vivek wei werner william wolfgang xin yan yash yusuf zeynep zoe
";

static SET: LazyLock<HashSet<&str>> = LazyLock::new(|| GIVEN_NAMES.split_whitespace().collect());

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    GIVEN_NAMES.split_whitespace()
}

/// Whether a name's token is one of them.
pub(super) fn is_given_name(token: &str) -> bool {
    SET.contains(token)
}

/// Whether any token of a name is one of them.
pub(super) fn has_given_name(name: &str) -> bool {
    super::names::tokens(name).iter().any(|token| is_given_name(token))
}
