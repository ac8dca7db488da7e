//! The months by name, as dates are written where birth registers are kept: in the Gregorian calendar.

/// What names of a month begin with, in small letters: Latin, Cyrillic, Greek, Arabic, Hebrew and Thai script, then those of
/// India and Bangladesh. Of several that fit, the longest counts. Sources: the calendars of the Unicode CLDR.
const MONTHS: [&str; 12] = [
    "jan jän jaan ene gen oca ian janv tammi styc styczeń sau siječ led enero янв січ яну јан ιαν يناير جانفي جنوری ינואר \
     มกรา जन जाने ஜனவ జనవ જાન্য জানু જાન્યુ ಜನವ ജനു",
    "feb fév fev şub helm helmi lut luty ún veljač vas veebr shku fébr фев лют феб φεβ فبراير فيفري فروری פברואר \
     กุมภา फर फ़र फेब्र பிப் ఫిబ్ ফেব্র ફેબ્રુ ಫೆಬ್ರ ഫെബ്ര",
    "mar mär maa maal mrt mac mach mach mart març márc bře ožuj kov мар бер μαρ μάρ مارس مارچ מרץ מרס \
     มีนา मार्च மார்ச் మార్చి মার্চ માર્ચ ಮಾರ್ಚ മാർച്ച",
    "apr avr abr nis apri ápr huht kwi dub trav bal prill апр кві απρ أبريل ابريل إبريل أفريل اپریل אפריל \
     เมษา अप्र एप्रि ஏப் ఏప్ర এপ্রি એપ્રિ ಏಪ್ರಿ ഏപ്രി",
    "may mai mag mei maj máj maí maig toukok touko kvě svib geg mayo май мая мај тра μαΐ μάι μαι مايو ماي مئی מאי \
     พฤษภา मई मे மே మే মে મે ಮೇ മേ",
    "jun juin giu haz juun jún jún juny kesä kesäk cze červen červn lipanj lipnj birž qersh iun hunyo июн чер юни јун \
     ιουν ιούν يونيو يونيه جوان جون יוני มิถุนา जून ஜூன் జూన్ জুন જૂન ಜೂನ್ ജൂൺ",
    "jul juil lug tem juul júl juli juliol hein lip lipc lipie červenc srpanj srpnj liep korr iul hulyo июл лип юли јул \
     ιουλ ιούλ يوليو يوليه جويلية جولائی יולי กรกฎา जुल ஜூலை జూలై జులై জুলা જુલા ಜುಲೈ ജൂലൈ",
    "aug aoû aou ago ağu agu agt ágú elo elok sie srp srpen srpna kolov rugp gush avg ogo авг сер αυγ αύγ أغسطس اغسطس أوت \
     اگست אוגוסט สิงหา अग ऑग ஆகஸ் ఆగస్ আগ ઑગ ಆಗಸ್ ഓഗ",
    "sep set eyl syys szep wrz zář ruj rugs shtat сен вер септ σεπ سبتمبر ستمبر ספטמבר กันยา सित सप्ट செப் సెప్ সেপ্ট \
     સપ્ટે ಸೆಪ್ಟ സെപ്റ്റ",
    "oct okt ott out eki loka paź paz říj spal tet ott oktoob окт жов ουρ οκτ أكتوبر اكتوبر اکتوبر אוקטובר ตุลา अक्ट अक्तू ऑक्ट \
     அக் అక్ట অক্ট ઑક્ટ ಅಕ್ಟ ഒക്ട",
    "nov kas marras lis stud lapk nënt noy noe noi noem ноя лис ное нов νοε νοέ نوفمبر نومبر נובמבר พฤศจิกา नव नोव्ह நவ నవ নভ \
     નવે ನವೆ നവ",
    "dec dez déc dic ara joulu gru gruod prosin dhje des dis detse дек гру дец δεκ ديسمبر دسمبر דצמבר ธันวา दिस डिस டிச డిస \
     ডিসে ડિસે ಡಿಸೆ ഡിസ",
];

/// The number of a month, from 1. Hebrew writes the word for `in` in front of it. `Listopada` is November, but in Croatia.
pub(super) fn number(word: &str, region: Option<&str>) -> Option<usize> {
    let word = word.strip_prefix('ב').unwrap_or(word);
    if word.starts_with("listop") && region == Some("HR") {
        return Some(10);
    }
    let heads = MONTHS.iter().enumerate().flat_map(|(ix, heads)| heads.split(' ').map(move |head| (head, ix + 1)));
    heads.filter(|(head, _)| word.starts_with(head)).max_by_key(|(head, _)| head.len()).map(|(_, number)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_the_languages_of_the_countries_covered() {
        const LANGUAGES: [&str; 26] = [
            "january february march april may june july august september october november december",
            "januar februar märz april mai juni juli august september oktober november dezember",
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            "januari februari maart april mei juni juli augustus september oktober november december",
            "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
            "ledna února března dubna května června července srpna září října listopadu prosince",
            "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
            "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopad studenoga prosinca",
            "január február március április május június július augusztus szeptember október november december",
            "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
            "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta \
             marraskuuta joulukuuta",
            "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
            "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
            "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
            "януари февруари март април май юни юли август септември октомври ноември декември",
            "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",
            "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
            "בינואר פברואר במרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
            "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
            "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
            "januari februari maret april mei juni juli agustus september oktober november desember",
        ];
        for language in LANGUAGES {
            for (ix, name) in language.split_whitespace().enumerate() {
                // Croatian `listopad` is told by the country.
                let region = (name == "listopad").then_some("HR");
                assert_eq!(number(name, region), Some(ix + 1), "{name}");
            }
        }
        for word in ["of", "de", "den", "year", "года"] {
            assert_eq!(number(word, None), None, "{word}");
        }
    }
}
