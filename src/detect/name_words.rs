//! Words beside names in running text: what joins them, what ends them, and what makes a person or a thing of them.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words apart by white space, ready to be asked.
macro_rules! set {
    ($words:literal) => {
        LazyLock::new(|| $words.split_whitespace().collect())
    };
}

/// Small words inside names.
pub(super) static PARTICLES: LazyLock<HashSet<&str>> = set!(
    "
de la van von der den del da dos das di bin ibn al el le
"
);

/// Capitalised words that end a name before them and are no part of any.
pub(super) const NO_NAMES: &str = "
and or the a an in on at for to from of with by is was has had he she it they we i you if when but as this that
please not no yes our your my his her their dear hello hi mr mrs ms dr monday tuesday wednesday thursday friday
saturday sunday january february march april june july august september october november december re cc fwd subject
date tel phone email fax id und der
";

/// Capitalised words that name firms, papers and things.
pub(super) const THINGS: &str = "
inc ltd llc gmbh ag corp company limited co plc sa group bank university school hospital street road avenue city
report invoice order product plan service system server user admin test team department office error warning info
debug request response basic premium standard pro set pack box new old red blue green black white monthly support
account customer data file the default profile settings untitled annual billing sales staff care desk center helpdesk
";

/// Words that end an Indic name: postpositions, verbs, greetings.
pub(super) const INDIC_STOPS: &str = "
है हैं हूँ हूं ने को का की के से में पर और जी कल आज यह वह मेरा नाम ग्राहक कृपया मैं हम आप आपका आपकी आपके हमारे हमारा
हमारी मेरे मेरी तथा एवं या कि तो भी ही इस उस शहर था
";

/// Capitalised words behind a name that make it one of a place, a firm or a thing.
pub(super) const MAKES_A_THING: &str = "
hotel airport station square bridge college institute museum foundation award prize stadium library church cathedral
theatre theater lake river mountain island islands county district province state memorial center centre house hall
tower palace castle clinic academy society association union club press publishing books records studios pictures
systems technologies solutions industries motors airlines brothers sons partners holdings trust fund act law theorem
algorithm license licence font edition nagar marg
";

/// Lower-case words before a single given name that make it a person's.
pub(super) static BEFORE_ONE: LazyLock<HashSet<&str>> = set!(
    "
wife husband son daughter brother sister mother father mom mum dad uncle aunt cousin nephew niece friend colleague
boss manager assistant nurse doctor teacher student patient tenant customer client neighbour neighbor girlfriend
boyfriend partner baby grandson granddaughter fiancé roommate named
"
);

/// Lower-case words behind a single given name that make it a person's.
pub(super) static AFTER_ONE: LazyLock<HashSet<&str>> = set!(
    "
said says wrote writes asked asks called told tells replied answered complained explained confirmed mentioned
promised refused apologised apologized thinks thought lives wants knows
"
);

/// Devanagari words behind a name that make it one of a place or a thing.
pub(super) const MAKES_A_THING_IN_HINDI: &str = "
चौक मार्ग नगर रोड स्टेशन अस्पताल विश्वविद्यालय विद्यालय हवाई अड्डा योजना स्टेडियम बैंक कॉलेज पार्क भवन पुरस्कार
संस्थान मंदिर बाजार पुल मेट्रो
";

/// Devanagari words before a given name that make it, with the word behind, a person's.
pub(super) static BEFORE_ONE_IN_HINDI: LazyLock<HashSet<&str>> = set!(
    "
मरीज मरीज़ रोगी छात्र छात्रा आवेदक कर्मचारी ग्राहक इंजीनियर अध्यापक शिक्षक शिक्षिका निदेशक पति पत्नी बेटा बेटी भाई
बहन मित्र दोस्त माता पिता पुत्र पुत्री डॉक्टर वकील अधिकारी प्रबंधक यात्री सदस्य गवाह नर्स मैं पड़ोसी किरायेदार
ड्राइवर सहकर्मी कुमारी श्री श्रीमती प्रार्थी
"
);
