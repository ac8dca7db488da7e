//! Support tickets: running text, in English and Hindi. All that tells their age is the files' time.

use super::company::Company;
use super::customer::{ASKED, Customer, ago};
use super::planted::Place;

const NAMED: [&str; 3] = ["user.name", "user.contact.email", "user.contact.phone_number"];
const ENGLISH: [&str; 4] = [
    "Subject: Cannot sign in\n\nHello,\n\nmy name is {name} and since this morning I cannot sign in any more. Please call me \
     at {phone} or write to {email}.\n\nKind regards\n{name}\n",
    "Subject: Invoice is missing\n\nDear support,\n\nthe invoice for last month never arrived. Could you send it to {email} \
     again? For questions you reach me under {phone}.\n\nBest wishes,\n{name}\n",
    "Subject: Export takes for ever\n\nHi,\n\nthe export stops half way, three times now. My account belongs to {email}. \
     Phone: {phone}\n\nThanks,\n{name}\n",
    "Subject: Please close the account\n\nGood morning,\n\nplease close the account of {name} ({email}). We moved to another \
     tool. You can ring {phone} to confirm.\n\nRegards,\n{name}\n",
];
const HINDI: [&str; 3] = [
    "विषय: लॉगिन नहीं हो रहा\n\nनमस्ते,\n\nमेरा नाम {native} है। कल से मैं अपने खाते में लॉगिन नहीं कर पा रहा हूँ। कृपया मुझे {digits} पर फ़ोन करें या \
     {email} पर ईमेल भेजें।\n\nधन्यवाद,\n{native}\n",
    "विषय: बिल नहीं मिला\n\nनमस्ते,\n\nपिछले महीने का बिल अब तक नहीं आया। कृपया उसे {email} पर भेज दें। मेरा मोबाइल नंबर {digits} \
     है।\n\nधन्यवाद,\n{native}\n",
    "विषय: खाता बंद करें\n\nनमस्ते,\n\nकृपया मेरा खाता बंद कर दें। मेरा नाम {native} है, ईमेल {email}, फ़ोन {digits}।\n\nधन्यवाद,\n{native}\n",
];

pub(super) fn write(company: &mut Company) -> anyhow::Result<()> {
    for i in 0..40 {
        let customer = author(company, i);
        // The oldest first: numbers and times of tickets rise together.
        let modified = ago(company.today, 3_300 - i as i64 * 82);
        let object = format!("T-{:04}.txt", i + 1);
        let text = if i % 4 == 1 { hindi(&customer, i) } else { english(&customer, i) };
        let today = company.today;
        company.planted.text(today, Place { source: "tickets", object: &object }, &customer, &NAMED, modified);
        company.file(&format!("tickets/{object}"), text.as_bytes(), modified)?;
    }
    Ok(())
}

/// Every fourth ticket is written by somebody who writes Hindi; two, one in each language, by the person asked for.
fn author(company: &mut Company, i: usize) -> Customer {
    if matches!(i, 13 | 30) {
        return company.customers[ASKED].clone();
    }
    let customer = company.someone(i + 1, usize::MAX);
    let at = company.accounts().iter().position(|other| other.id == customer.id).unwrap_or(0);
    // Fifth of every five: those with a name in their own script.
    let at = if i % 4 == 1 { at - at % 5 + 4 } else { at };
    // The person asked for writes no others.
    company.customers[if at == ASKED { ASKED + 5 } else { at }].clone()
}

fn english(customer: &Customer, i: usize) -> String {
    let text = ENGLISH[i % ENGLISH.len()].replace("{name}", &customer.name);
    text.replace("{email}", &customer.email).replace("{phone}", &customer.phone)
}

fn hindi(customer: &Customer, i: usize) -> String {
    let native = customer.native_name.as_deref().unwrap_or(&customer.name);
    let digits = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0x966 + digit)).unwrap_or(c);
    let phone: String = customer.phone.chars().map(digits).collect();
    let text = HINDI[i / 4 % HINDI.len()].replace("{native}", native);
    text.replace("{email}", &customer.email).replace("{digits}", &phone)
}
