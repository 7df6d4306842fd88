"""Names as printed, taken apart."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.normalise.names.split import split_name

GOLD = Path(__file__).parents[2] / ".." / "shared" / "gold" / "names" / "records_names.jsonl"

TITLES = [
    # text, core, position, descriptor
    ("Russian Finance Minister Anton Siluanov", "Anton Siluanov", "Russian Finance Minister", None),
    (
        "the self-proclaimed governor of Kherson, Vladimir Saldo",
        "Vladimir Saldo",
        None,
        "self-proclaimed governor of Kherson",
    ),
    ("Gen. Mark Milley", "Mark Milley", "Gen.", None),
    ("Lt. Col. Oleg Karpov", "Oleg Karpov", "Lt. Col.", None),
    ("Colonel-General Ivan Orlov", "Ivan Orlov", "Colonel-General", None),
    ("Azov Group leader Denys Prokopenko", "Denys Prokopenko", "Azov Group leader", None),
    ("Belarusian dictator Alexander Lukashenko", "Alexander Lukashenko", None, "Belarusian dictator"),
    ("Ministry of Defence spokesman Ivan Orlov", "Ivan Orlov", "Ministry of Defence spokesman", None),
    ("Minister of Culture and Sport Lisa Hall", "Lisa Hall", "Minister of Culture and Sport", None),
    ("Chief of the General Staff Serhii Shaptala", "Serhii Shaptala", "Chief of the General Staff", None),
    ("mayor of Kyiv Vitali Klitschko", "Vitali Klitschko", "mayor of Kyiv", None),
    ("Vitali Klitschko, mayor of Kyiv", "Vitali Klitschko", "mayor of Kyiv", None),
    ("Vitali Klitschko (mayor of Kyiv)", "Vitali Klitschko", "mayor of Kyiv", None),
    ("an aide to President Putin, Ivan Orlov", "Ivan Orlov", "aide to President Putin", None),
    ("Klitschko, Vitali, mayor", "Vitali Klitschko", "mayor", None),
    ("Sir Edward Coke, Attorney General", "Edward Coke", "Attorney General", None),
    ("Chief Justice Earl Warren", "Earl Warren", "Chief Justice", None),
    ("President von der Leyen", "von der Leyen", "President", None),
    ("général de Gaulle", "de Gaulle", "général", None),
    ("coronel de la Cruz", "de la Cruz", "coronel", None),
    ("general de división Juan Pérez", "Juan Pérez", "general de división", None),
    ("Frederick II, Holy Roman Emperor", "Frederick II", "Holy Roman Emperor", None),
    ("Landgraf Ludwig IV. von Thüringen", "Ludwig IV. von Thüringen", "Landgraf", None),
    (
        "Hermann von Salza, Hochmeister des Deutschen Ordens",
        "Hermann von Salza",
        "Hochmeister des Deutschen Ordens",
        None,
    ),
    ("Gerhoch, Propst von Reichersberg", "Gerhoch", "Propst von Reichersberg", None),
    ("König Heinrich (VII.)", "Heinrich (VII.)", "König", None),
    ("Heinrich (VII), König", "Heinrich (VII)", "König", None),
    ("Otto III., Kaiser", "Otto III.", "Kaiser", None),
    ("Johannes, Notar", "Johannes", "Notar", None),
    ("Grand Vizier Kara Mustafa Pasha", "Kara Mustafa Pasha", "Grand Vizier", None),
    ("King Abdullah II of Jordan", "Abdullah II", "King of Jordan", None),
    ("ex-President Petro Poroshenko", "Petro Poroshenko", "ex-President", None),
    ("Mr. Ivan Orlov", "Ivan Orlov", None, None),
    ("Yevgeny “the Cook” Orlov", "Yevgeny Orlov", None, "the Cook"),
    ("президент России Владимир Путин", "Владимир Путин", "президент России", None),
    ("основатель ЧВК «Вагнер» Евгений Орлов", "Евгений Орлов", "основатель ЧВК «Вагнер»", None),
    ("министр обороны РФ генерал армии Иван Орлов", "Иван Орлов", "министр обороны РФ генерал армии", None),
    ("журналист Иван Орлов", "Иван Орлов", None, "журналист"),
    ("речник МЗС України Олег Ніколенко", "Олег Ніколенко", "речник МЗС України", None),
    ("кіраўнік Беларусі Аляксандр Лукашэнка", "Аляксандр Лукашэнка", "кіраўнік Беларусі", None),
    ("ministre de l'Intérieur Gérald Darmanin", "Gérald Darmanin", "ministre de l'Intérieur", None),
    ("el presidente de Chile, Gabriel Boric", "Gabriel Boric", "presidente de Chile", None),
    ("Bundeskanzler Olaf Scholz", "Olaf Scholz", "Bundeskanzler", None),
    ("prezydent Polski Andrzej Duda", "Andrzej Duda", "prezydent Polski", None),
    ("Rusya Devlet Başkanı Vladimir Putin", "Vladimir Putin", "Rusya Devlet Başkanı", None),
    ("الرئيس السوري بشار الأسد", "بشار الأسد", "الرئيس السوري", None),
    ("俄罗斯总统普京", "普京", "俄罗斯总统", None),
    ("Pope John Paul II", "John Paul II", "Pope", None),
    ("Mrs. John Harmon", "Mrs. John Harmon", None, None),
    ("Mrs. Ann Harmon", "Ann Harmon", None, None),
    ("Mrs. Harmon", "Harmon", None, None),
    ("Mme Pierre Martin", "Mme Pierre Martin", None, None),
    ("Thủ tướng Trần Văn Hải", "Trần Văn Hải", "Thủ tướng", None),
    ("pääministeri Anna Virtanen", "Anna Virtanen", "pääministeri", None),
    ("Alhaji Musa Bello", "Musa Bello", None, None),
    ("প্রধানমন্ত্রী আনিসুর রহমান", "আনিসুর রহমান", "প্রধানমন্ত্রী", None),
    ("பிரதமர் கமலா ராஜன்", "கமலா ராஜன்", "பிரதமர்", None),
    ("นายกรัฐมนตรี สมชาย ใจดี", "สมชาย ใจดี", "นายกรัฐมนตรี", None),
    ("ՀՀ վարչապետ Արամ Պետրոսյան", "Արամ Պետրոսյան", "ՀՀ վարչապետ", None),
    ("პრეზიდენტი ნინო ბერიძე", "ნინო ბერიძე", "პრეზიდენტი", None),
    ("イワノフ大統領", "イワノフ", "大統領", None),
    ("アンナ・イワノワ前外相", "アンナ・イワノワ", "前外相", None),
    ("ロシアのイワノフ報道官", "イワノフ", "ロシアの報道官", None),
    ("イワノフ・ロシア外相", "イワノフ", "ロシア外相", None),
    ("イワノフ氏", "イワノフ", None, None),
    ("イワノフ容疑者", "イワノフ", None, "容疑者"),
    ("Her Majesty Queen Elizabeth II", "Elizabeth II", "Queen", None),
    ("Prime Minister and Minister of Defence John Smith", "John Smith", "Prime Minister and Minister of Defence", None),
    ("Azov founder and owner Ivan Orlov", "Ivan Orlov", "Azov founder and owner", None),
    ("Ivan Orlov – Defence Minister", "Ivan Orlov", "Defence Minister", None),
    ("jailed Ivan Orlov", "Ivan Orlov", None, "jailed"),
    ("Jenny Tonge, Baroness Tonge", "Jenny Tonge", "Baroness Tonge", None),
    ("помощник министра Мария Орлова", "Мария Орлова", "помощник министра", None),
    ("председник Републике Србије Милан Петровић", "Милан Петровић", "председник Републике Србије", None),
    ("председник Српске Милан Петровић", "Милан Петровић", "председник Српске", None),
    ("председник Ђорђе Петровић", "Ђорђе Петровић", "председник", None),
    ("министар Раде Петровић", "Раде Петровић", "министар", None),
    ("predsjednik Republike Hrvatske Milan Horvat", "Milan Horvat", "predsjednik Republike Hrvatske", None),
    ("Generalstaatsanwalt Karl Ott", "Karl Ott", "Generalstaatsanwalt", None),
    ("Gubernur Jawa Barat Budi Hartono", "Budi Hartono", "Gubernur Jawa Barat", None),
    ("Orbán miniszterelnök", "Orbán", "miniszterelnök", None),
    ("Lisa Hall, MP", "Lisa Hall", "MP", None),
    ("Lisa Hall, M.P.", "Lisa Hall", "M.P.", None),
    ("Lisa Hall MP", "Lisa Hall", "MP", None),
    ("Lisa Hall, K.C., mayor", "Lisa Hall", "mayor", None),
    ("Dr. Lisa Hall, MD", "Lisa Hall", None, None),
    ("Lisa Hall, M.D.", "Lisa Hall", None, None),
    ("Lisa M. Hall, M.D.", "Lisa M. Hall", None, None),
    ("Lisa Hall, PhD", "Lisa Hall", None, None),
    ("Lisa Hall, B.Sc., Ph.D.", "Lisa Hall", None, None),
    ("Lisa Hall, CBE, FRS", "Lisa Hall", None, None),
    ("Lisa Hall, Esq.", "Lisa Hall", None, None),
    ("Lisa Hall MD", "Lisa Hall", None, None),
    ("Hall, Lisa, PhD", "Lisa Hall", None, None),
    ("Hall, Lisa MD", "Lisa Hall", None, None),
    ("Müller, Hans, Dr.", "Hans Müller", None, None),
    ("Иванов И.И., д-р", "И.И. Иванов", None, None),
    ("普京总统", "普京", "总统", None),
    ("习近平主席", "习近平", "主席", None),
    ("王毅外长", "王毅", "外长", None),
    ("欧阳修将军", "欧阳修", "将军", None),
    ("埃马纽埃尔·马克龙总统", "埃马纽埃尔·马克龙", "总统", None),
    ("总统候选人特朗普", "特朗普", "总统候选人", None),
    ("国家主席、中央军委主席习近平", "习近平", "国家主席、中央军委主席", None),
    ("文化和旅游部部长孙业礼", "孙业礼", "文化和旅游部部长", None),
    ("外长王毅（左）", "王毅", "外长", None),
    ("김정은 국무위원장", "김정은", "국무위원장", None),
    ("이재명 더불어민주당 대표", "이재명", "더불어민주당 대표", None),
    ("President-elect Lisa Hall", "Lisa Hall", "President-elect", None),
    ("House of Representatives Speaker Lisa Hall", "Lisa Hall", "House of Representatives Speaker", None),
    ("Air Marshal John Hall", "John Hall", "Air Marshal", None),
    ("Son Heung-min, footballer", "Son Heung-min", None, "footballer"),
    ("Nobel laureate Lisa Hall", "Lisa Hall", None, "Nobel laureate"),
    ("Professor Lisa Hall of Oxford University", "Lisa Hall", "Professor of Oxford University", None),
    ("Professor Lisa Hall, Oxford University", "Lisa Hall", "Professor", "Oxford University"),
    ("Lisa Hall of the farmers' union", "Lisa Hall", None, "of the farmers' union"),
    ("Lisa Hall, from Kyiv", "Lisa Hall", None, "from Kyiv"),
    ("Lisa Hall, sister of Ann Hall", "Lisa Hall", None, "sister of Ann Hall"),
    ("l'ex-président François Hollande", "François Hollande", "ex-président", None),
    ("Kommissionschefin von der Leyen", "von der Leyen", "Kommissionschefin", None),
    ("Oberst i. G. Anna Weber", "Anna Weber", "Oberst i. G.", None),
    ("Generalinspekteur Carsten Holm", "Carsten Holm", "Generalinspekteur", None),
    ("Polizeihauptkommissar Peter Lang", "Peter Lang", "Polizeihauptkommissar", None),
    ("Minister für Inneres und Sport Boris Lang", "Boris Lang", "Minister für Inneres und Sport", None),
    ("Anna Weber, MdB", "Anna Weber", "MdB", None),
    ("PVV-leider Geert Visser", "Geert Visser", "PVV-leider", None),
    ("le président du RN Jordan Bardella", "Jordan Bardella", "président du RN", None),
    ("spokesman for UNHCR Jordan Anna Weber", "Anna Weber", "spokesman for UNHCR Jordan", None),
    ("Son Excellence Monsieur Alassane Traoré", "Alassane Traoré", None, None),
    ("Maître Yassine Lambert", "Yassine Lambert", None, None),
    ("Cizre Kaymakamı Davut Kaya", "Davut Kaya", "Cizre Kaymakamı", None),
    ("Hazine ve Maliye Bakanı Mehmet Kaya", "Mehmet Kaya", "Hazine ve Maliye Bakanı", None),
    ("örgüt elebaşı Mehmet Kaya", "Mehmet Kaya", None, "örgüt elebaşı"),
    ("Lisa Hall, 45, a local resident", "Lisa Hall", None, "local resident"),
    ("пресс-секретарь Путина Дмитрий Песков", "Дмитрий Песков", "пресс-секретарь Путина", None),
    ("пресс-секретарь Орлова Иван Ильич Петров", "Иван Ильич Петров", "пресс-секретарь Орлова", None),
    ("вдова Ивана Белого Анна Белая", "Анна Белая", None, "вдова Ивана Белого"),
    ("Анна Белая, вдова Ивана Белого", "Анна Белая", None, "вдова Ивана Белого"),
    ("депутат Орлова Анна Ивановна", "Анна Ивановна Орлова", "депутат", None),
    ("губернатор Самары Иван Орлов", "Иван Орлов", "губернатор Самары", None),
    ("адвокат Порошенка Олег Коваль", "Олег Коваль", "адвокат Порошенка", None),
    ("голова Харківської ОВА Олег Коваль", "Олег Коваль", "голова Харківської ОВА", None),
    ("NATO-Generalsekretär Jens Stoltenberg", "Jens Stoltenberg", "NATO-Generalsekretär", None),
    ("die Grünen-Politikerin Anna Weber", "Anna Weber", "Grünen-Politikerin", None),
    ("Dr. med. Anna Weber", "Anna Weber", None, None),
    ("l'ancien président Nicolas Sarkozy", "Nicolas Sarkozy", "ancien président", None),
    ("Sra. García", "García", None, None),
    ("el fallecido Hugo Chávez", "Hugo Chávez", None, "fallecido"),
    ("prezes PiS Jarosław Kaczyński", "Jarosław Kaczyński", "prezes PiS", None),
    ("prezes Orlenu Daniel Nowak", "Daniel Nowak", "prezes Orlenu", None),
    ("الرئيس الأمريكي السابق دونالد ترامب", "دونالد ترامب", "الرئيس الأمريكي السابق", None),
    ("الأمين العام لحزب الله السيد حسن نصر الله", "حسن نصر الله", "الأمين العام لحزب الله", None),
    ("الفريق أول عبد الفتاح البرهان", "عبد الفتاح البرهان", "الفريق أول", None),
    ("محافظ القدس عدنان غيث", "عدنان غيث", "محافظ القدس", None),
    ("الشهيد سمير حداد", "سمير حداد", None, None),
    ("acting Foreign Minister Amir Khan Muttaqi", "Amir Khan Muttaqi", "acting Foreign Minister", None),
    ("Amir of Qatar Tamim bin Hamad", "Tamim bin Hamad", "Amir of Qatar", None),
    ("Los Angeles Mayor Karen Hall", "Karen Hall", "Los Angeles Mayor", None),
    ("El Presidente Pedro Sánchez", "Pedro Sánchez", "Presidente", None),
    ("New York City Mayor Eric Hall", "Eric Hall", "New York City Mayor", None),
    ("Federal Reserve Chair Jerome Hall", "Jerome Hall", "Federal Reserve Chair", None),
    ("Special Counsel Jack Hall", "Jack Hall", "Special Counsel", None),
    ("Rep. Lisa Hall, D-N.Y.", "Lisa Hall", "Rep.", None),
    ("Lord Chancellor Thomas Hall", "Thomas Hall", "Lord Chancellor", None),
    ("Thomas Hall, Earl of Northumberland", "Thomas Hall", None, "Earl of Northumberland"),
    ("Shri Lisa Hall", "Lisa Hall", None, None),
    ("президент России В. В. Орлов", "В. В. Орлов", "президент России", None),
    ("министр обороны С. К. Орлов", "С. К. Орлов", "министр обороны", None),
    ("зампред Совбеза РФ Дмитрий Орлов", "Дмитрий Орлов", "зампред Совбеза РФ", None),
    ("султан Омана Хейсам бен Тарик", "Хейсам бен Тарик", "султан Омана", None),
    ("князь Феликс Орлов", "Феликс Орлов", "князь", None),
    ("Орлов Иван Иванович, 1985 года рождения", "Иван Иванович Орлов", None, "1985 года рождения"),
    ("Graf Otto von Berg", "Otto von Berg", "Graf", None),
    ("Oberbürgermeister Dieter Weber", "Dieter Weber", "Oberbürgermeister", None),
    ("le porte-parole du gouvernement Olivier Martin", "Olivier Martin", "porte-parole du gouvernement", None),
    ("le philosophe Bernard-Henri Martin", "Bernard-Henri Martin", None, "philosophe"),
    ("Jean-Luc Martin, dit Lucas", "Jean-Luc Martin", None, "dit Lucas"),
    ("首相の岸田文雄", "岸田文雄", "首相", None),
    ("한덕수 국무총리", "한덕수", "국무총리", None),
    ("נשיא המדינה יצחק הרצוג", "יצחק הרצוג", "נשיא המדינה", None),
    ('רמטכ"ל הרצי הלוי', "הרצי הלוי", 'רמטכ"ל', None),
    ("رئیس جمهور ایران ابراهیم رئیسی", "ابراهیم رئیسی", "رئیس جمهور ایران", None),
    ("प्रधानमंत्री नरेंद्र मोदी", "नरेंद्र मोदी", "प्रधानमंत्री", None),
    ("भारत के प्रधानमंत्री नरेंद्र मोदी", "नरेंद्र मोदी", "भारत के प्रधानमंत्री", None),
    ("Datuk Seri Anwar Hashim", "Anwar Hashim", None, None),
    ("Director of National Intelligence Lisa Hall", "Lisa Hall", "Director of National Intelligence", None),
    ("Qatar's Emir Tamim bin Hamad", "Tamim bin Hamad", "Qatar's Emir", None),
    ("San Francisco Mayor Lisa Hall", "Lisa Hall", "San Francisco Mayor", None),
    ("o governador de São Paulo Carlos Lima", "Carlos Lima", "governador de São Paulo", None),
    ("Wagner-Chef Anton Weber", "Anton Weber", "Wagner-Chef", None),
    ("Selenskyj-Berater Anton Weber", "Anton Weber", "Selenskyj-Berater", None),
    ("Staatssekretär a. D. Hans Weber", "Hans Weber", "Staatssekretär a. D.", None),
    ("Trumps Anwalt Rudy Weber", "Rudy Weber", "Trumps Anwalt", None),
    ("le chef du groupe Wagner Anton Martin", "Anton Martin", "chef du groupe Wagner", None),
    ("l'avocat d'Olivier Blanc Vadim Belov", "Vadim Belov", "avocat d'Olivier Blanc", None),
    ("el jefe del Estado Mayor, general Luis Vega", "Luis Vega", "jefe del Estado Mayor, general", None),
    ("il capo della Wagner Sergej Belov", "Sergej Belov", "capo della Wagner", None),
    ("minister van Defensie Ruben de Wit", "Ruben de Wit", "minister van Defensie", None),
    ("förre statsministern Ulf Berg", "Ulf Berg", "förre statsministern", None),
    ("burmistrz Nowego Sącza Bartosz Nowak", "Bartosz Nowak", "burmistrz Nowego Sącza", None),
    ("náčelník generálního štábu Karel Novák", "Karel Novák", "náčelník generálního štábu", None),
    ("minister zahraničných vecí Ján Novák", "Ján Novák", "minister zahraničných vecí", None),
    ("glasnogovornik Kremlja Dmitrij Belov", "Dmitrij Belov", "glasnogovornik Kremlja", None),
    ("purtătorul de cuvânt al Kremlinului Dmitri Belov", "Dmitri Belov", "purtătorul de cuvânt al Kremlinului", None),
    ("Szabó Péter külügyminiszter", "Péter Szabó", "külügyminiszter", None),
    ("Péter Szabó külügyminiszter", "Péter Szabó", "külügyminiszter", None),
    ("Orbán Kristóf miniszter", "Kristóf Orbán", "miniszter", None),
    ("Szabó Anna Mária képviselő", "Anna Mária Szabó", "képviselő", None),
    ("Vörös Péter gazdasági és pénzügyminiszter", "Péter Vörös", "gazdasági és pénzügyminiszter", None),
    ("Vörös Ákos, a Fidesz frakcióvezetője", "Ákos Vörös", "Fidesz frakcióvezetője", None),
    ("Gergely Anna miniszter", "Gergely Anna", "miniszter", None),
    ("Petr Pavel cseh elnök", "Petr Pavel", "cseh elnök", None),
    ("ο δήμαρχος Αθηναίων Νίκος Βλάχος", "Νίκος Βλάχος", "δήμαρχος Αθηναίων", None),
    ("ο περιφερειάρχης Ηπείρου Νίκος Βλάχος", "Νίκος Βλάχος", "περιφερειάρχης Ηπείρου", None),
    ("prefectul județului Cluj, Maria Voicu", "Maria Voicu", "prefectul județului Cluj", None),
    ("deputatul USR Dan Voicu", "Dan Voicu", "deputatul USR", None),
    ("primarul general al Capitalei, Dan Voicu", "Dan Voicu", "primarul general al Capitalei", None),
    ("starosta obce Lidice Jan Bureš", "Jan Bureš", "starosta obce Lidice", None),
    ("predsjednik Republike Zoran Perković", "Zoran Perković", "predsjednik Republike", None),
    ("vicepolitiinspektør Ole Krag", "Ole Krag", "vicepolitiinspektør", None),
    ("Arbeiderpartiets leder Jonas Lie", "Jonas Lie", "Arbeiderpartiets leder", None),
    ("polisens presstalesperson Per Lund", "Per Lund", "polisens presstalesperson", None),
    ("rikoskomisario Matti Salo", "Matti Salo", "rikoskomisario", None),
    ("ministar Ivan Radman", "Ivan Radman", "ministar", None),
    ("Juru Bicara Kremlin Dmitry Belov", "Dmitry Belov", "Juru Bicara Kremlin", None),
    ("министърът на отбраната Тодор Петров", "Тодор Петров", "министърът на отбраната", None),
    ("премијерка Ана Петровић", "Ана Петровић", "премијерка", None),
    ("ο υπουργός Οικονομικών Νίκος Παππάς", "Νίκος Παππάς", "υπουργός Οικονομικών", None),
    ("더불어민주당 이재명 대표", "이재명", "더불어민주당 대표", None),
    ("żona Andrzeja Nowaka Anna", "Anna", None, "żona Andrzeja Nowaka"),
    ("siostra Anna Kowalska", "Anna Kowalska", None, "siostra"),
    ("Nobel Prize winner Ann Lee", "Ann Lee", None, "Nobel Prize winner"),
    ("Hospital Director Ann Lee", "Ann Lee", "Hospital Director", None),
    ("ملك الأردن الشيخ سمير حداد", "سمير حداد", "ملك الأردن الشيخ", None),
    ("Ministry of Defence spokesman General Ann Lee", "Ann Lee", "Ministry of Defence spokesman General", None),
    ("генерал-полковник у відставці Ігор Коваль", "Ігор Коваль", "генерал-полковник у відставці", None),
    ("полковник в отставке Иван Орлов", "Иван Орлов", "полковник в отставке", None),
    ("командир 5-ї ОШБр Андрій Мороз", "Андрій Мороз", "командир 5-ї ОШБр", None),
    ("нардеп від «Опори» Єгор Мороз", "Єгор Мороз", "нардеп від «Опори»", None),
    ("президент рф володимир мороз", "Володимир Мороз", "президент рф", None),
    ("міністр оборони рф сергій кужугетович мороз", "Сергій Кужугетович Мороз", "міністр оборони рф", None),
    ("ст. л-т Іван Мороз", "Іван Мороз", "ст. л-т", None),
    ("п/п-к Орлов", "Орлов", "п/п-к", None),
    ("Іван Мороз («Грім»)", "Іван Мороз", None, "Грім"),
    ("Іван Мороз на позивний «Грім»", "Іван Мороз", None, "на позивний «Грім»"),
    ("Иван Орлов (позывной «Гром»)", "Иван Орлов", None, "позывной «Гром»"),
    ("жительница Шебекино Анна Орлова", "Анна Орлова", None, "жительница Шебекино"),
    ("жителька Бахмута Марія Іванівна", "Марія Іванівна", None, "жителька Бахмута"),
    ("мешканець села Поляна Іван Мороз", "Іван Мороз", None, "мешканець села Поляна"),
    ("国防部长李大山上将", "李大山", "国防部长 上将", None),
    ("发言人施毅陆军大校", "施毅", "发言人 陆军大校", None),
    ("村民李大山", "李大山", None, "村民"),
    ("記者王偉", "王偉", None, "記者"),
    ("马英九先生", "马英九", None, None),
    ("王小姐", "王", None, None),
    ("岸田文雄首相", "岸田文雄", "首相", None),
    ("岸田首相", "岸田", "首相", None),
    ("林外相", "林", "外相", None),
    ("松野官房長官", "松野", "官房長官", None),
    ("小池百合子都知事", "小池百合子", "都知事", None),
    ("東京都の小池百合子知事", "小池百合子", "東京都の知事", None),
    ("故安倍晋三元首相", "安倍晋三", "元首相", None),
    ("元首相の安倍晋三氏", "安倍晋三", "元首相", None),
    ("坂本雄一第8師団長", "坂本雄一", "第8師団長", None),
    ("立憲民主党・泉健太代表", "泉健太", "立憲民主党代表", None),
    ("田中太郎さん（45）", "田中太郎", None, None),
    ("田中太郎（たなかたろう）氏", "田中太郎", None, None),
    ("会社員の田中太郎さん", "田中太郎", None, "会社員"),
    ("山上徹也被告", "山上徹也", None, "被告"),
    ("金正恩総書記", "金正恩", "総書記", None),
    ("部隊の創設者イワノフ氏", "イワノフ", "部隊の創設者", None),
    ("홍길동 씨", "홍길동", None, None),
    ("홍길동씨", "홍길동", None, None),
    ("홍길동(45) 씨", "홍길동", None, None),
    ("피해자 홍길동 씨", "홍길동", None, "피해자"),
    ("홍길동 서울시장", "홍길동", "서울시장", None),
    ("홍길동 합참 공보실장", "홍길동", "합참 공보실장", None),
    ("홍길동 육군 대령", "홍길동", "육군 대령", None),
    ("고 홍길동 장군", "홍길동", "장군", None),
    ("이반 오를로프 북극그룹 수장", "이반 오를로프", "북극그룹 수장", None),
]


@pytest.mark.parametrize(("text", "core", "position", "descriptor"), TITLES, ids=[row[0] for row in TITLES])
def test_office_and_description_are_told_from_the_name(
    text: str, core: str, position: str | None, descriptor: str | None
) -> None:
    parts = split_name(text)
    assert (parts.core, parts.position, parts.descriptor, parts.kind) == (core, position, descriptor, "person")


ORDERS = [
    # text, core, given, family
    ("Orlov, Ivan", "Ivan Orlov", "Ivan", "Orlov"),
    ("ORLOV Ivan", "Ivan Orlov", "Ivan", "Orlov"),
    ("Ivan ORLOV", "Ivan Orlov", "Ivan", "Orlov"),
    ("IVAN ORLOV", "Ivan Orlov", "Ivan", "Orlov"),
    ("ivan orlov", "Ivan Orlov", "Ivan", "Orlov"),
    ("Orlov I.P.", "I.P. Orlov", "I.P.", "Orlov"),
    ("Орлов И. П.", "И. П. Орлов", "И.", "Орлов"),
    ("Орлов Иван", "Иван Орлов", "Иван", "Орлов"),
    ("Шойгу Сергей Кужугетович", "Сергей Кужугетович Шойгу", "Сергей", "Шойгу"),
    ("ОРЛОВ иван петрович", "Иван Петрович Орлов", "Иван", "Орлов"),
    ("Аляксандр Рыгоравіч Лукашэнка", "Аляксандр Рыгоравіч Лукашэнка", "Аляксандр", "Лукашэнка"),
    ("van der Berg, Anna", "Anna van der Berg", "Anna", "van der Berg"),
    ("AL-HASHIMI, Omar", "Omar al-Hashimi", "Omar", "al-Hashimi"),
    ("ASH-SHARIF, Omar", "Omar ash-Sharif", "Omar", "ash-Sharif"),
    ("BEN-GURION, David", "David Ben-Gurion", "David", "Ben-Gurion"),
    ("SAINT-JEAN-DE-LUZ, Pierre", "Pierre Saint-Jean-de-Luz", "Pierre", "Saint-Jean-de-Luz"),
    ("McDONALD, Flora", "Flora McDonald", "Flora", "McDonald"),
    ("MacKAY-SMITH Ann", "Ann MacKay-Smith", "Ann", "MacKay-Smith"),
    ("Ron DeSANTIS", "Ron DeSantis", "Ron", "DeSantis"),
    ("MCKINLEY, William", "William McKinley", "William", "McKinley"),
    ("MCUNU, Senzo", "Senzo Mcunu", "Senzo", "Mcunu"),
    ("MCHEDLIDZE, Nana", "Nana Mchedlidze", "Nana", "Mchedlidze"),
    ("Osama bin Laden", "Osama bin Laden", "Osama", "bin Laden"),
    ("Terry O’Neill", "Terry O'Neill", "Terry", "O'Neill"),
    ("Orlov, V.", "V. Orlov", "V.", "Orlov"),
    ("bin Salman, Mohammed", "Mohammed bin Salman", "Mohammed", "bin Salman"),
    ("Ben Wallace", "Ben Wallace", "Ben", "Wallace"),
    ("NATO's Jens Stoltenberg", "Jens Stoltenberg", "Jens", "Stoltenberg"),
    ("BOSSI Umberto", "Umberto Bossi", "Umberto", "Bossi"),
    ("Joe Manchin, III", "Joe Manchin III", "Joe", "Manchin"),
    ("Trump, Donald, Jr.", "Donald Trump Jr.", "Donald", "Trump"),
    ("Trump Jr., Donald", "Donald Trump Jr.", "Donald", "Trump"),
    ("Trump, Jr.", "Trump Jr.", None, "Trump"),
    ("Elizabeth II", "Elizabeth II", "Elizabeth", None),
    ("Orlov, M.D.", "M.D. Orlov", "M.D.", "Orlov"),
    ("Rahman, Md", "Md Rahman", "Md", "Rahman"),
    ("J. K. Rowling", "J. K. Rowling", "J.", "Rowling"),
    ("V.V. Putin", "V.V. Putin", "V.V.", "Putin"),
    ("de Gaulle, Charles", "Charles de Gaulle", "Charles", "de Gaulle"),
    ("den Uyl, Joop", "Joop den Uyl", "Joop", "den Uyl"),
    ("de Gaulle", "de Gaulle", None, "de Gaulle"),
    ("José Ortega y Gasset", "José Ortega y Gasset", "José", "Ortega y Gasset"),
    ("Ana Silva e Costa", "Ana Silva e Costa", "Ana", "Silva e Costa"),
    ("Lloyd George, David", "David Lloyd George", "David", "Lloyd George"),
    ("Kim Jong-un", "Kim Jong-un", "Jong-un", "Kim"),
    ("KIM Jong-un", "Kim Jong-un", "Jong-un", "Kim"),
    ("Xi Jinping", "Xi Jinping", "Jinping", "Xi"),
    ("Roman Abramovich", "Roman Abramovich", "Roman", "Abramovich"),
    ("Marine Le Pen", "Marine Le Pen", "Marine", "Le Pen"),
    ("Le Pen", "Le Pen", None, "Le Pen"),
    ("Prigozhin", "Prigozhin", None, "Prigozhin"),
    ("Sergei Shoigu's", "Sergei Shoigu", "Sergei", "Shoigu"),
    ("Vlаdimir Putin", "Vladimir Putin", "Vladimir", "Putin"),
    ("Lee Myung-bak", "Lee Myung-bak", "Myung-bak", "Lee"),
    ("Park Geun-Hye", "Park Geun-Hye", "Geun-Hye", "Park"),
    ("RI MYONG-CHOL", "Ri Myong-chol", "Myong-chol", "Ri"),
    ("Mao Tse-tung", "Mao Tse-tung", "Tse-tung", "Mao"),
    ("Bong Joon-ho", "Bong Joon-ho", "Joon-ho", "Bong"),
    ("An Jung-geun", "An Jung-geun", "Jung-geun", "An"),
    ("Lee Kuan Yew", "Lee Kuan Yew", "Kuan Yew", "Lee"),
    ("Vo Nguyen Giap", "Vo Nguyen Giap", "Nguyen Giap", "Vo"),
    ("Bo Xilai", "Bo Xilai", "Xilai", "Bo"),
    ("Kim Ch'ol Su", "Kim Ch'ol Su", "Ch'ol Su", "Kim"),
    ("Lee Harvey-Smith", "Lee Harvey-Smith", "Lee", "Harvey-Smith"),
    ("Lee Ann-Marie", "Lee Ann-Marie", "Lee", "Ann-Marie"),
    ("Lee Van Cleef", "Lee Van Cleef", "Lee", "Van Cleef"),
    ("Nur Al-din", "Nur Al-din", "Nur", "Al-din"),
    ("Lee Cooper", "Lee Cooper", None, None),
    ("Си Цзиньпин", "Си Цзиньпин", "Цзиньпин", "Си"),
    ("Ким Чен Ын", "Ким Чен Ын", "Чен Ын", "Ким"),
    ("Ким Филби", "Ким Филби", None, None),
    ("Мария Петрова, 45 лет", "Мария Петрова", "Мария", "Петрова"),
    ("Ray Jae-in", "Ray Jae-in", None, None),
    ("J. D. Vance", "J. D. Vance", "J.", "Vance"),
    ("Lisa E. Hall", "Lisa E. Hall", "Lisa", "Hall"),
    ("Juan Carlos I", "Juan Carlos I", "Juan", None),
    ("Ilham Heydar oglu Aliyev", "Ilham Heydar oglu Aliyev", "Ilham", "Aliyev"),
    ("Aliyev Ilham Heydar oglu", "Ilham Heydar oglu Aliyev", "Ilham", "Aliyev"),
    ("Айгуль Турсунбек кызы", "Айгуль Турсунбек кызы", None, None),
    ("Otto Graf Lambsdorff", "Otto Graf Lambsdorff", "Otto", "Graf Lambsdorff"),
    ("Apple's Tim Cook", "Tim Cook", "Tim", "Cook"),
    ("Pope John Paul II", "John Paul II", "John Paul", None),
    ("Pope Francis", "Francis", "Francis", None),
    ("King Charles", "Charles", "Charles", None),
    ("Princess Diana", "Diana", "Diana", None),
    ("митрополит Онуфрий", "Онуфрий", "Онуфрий", None),
    ("König Karl", "Karl", "Karl", None),
    ("Mrs. John Harmon", "Mrs. John Harmon", None, "Harmon"),
    ("Phạm Minh Hải", "Phạm Minh Hải", "Minh Hải", "Phạm"),
    ("Ukraine's Zelensky", "Zelensky", None, "Zelensky"),
    ("Lisa Hall, 45", "Lisa Hall", "Lisa", "Hall"),
    ("PC Lisa Hall", "PC Lisa Hall", "PC", "Hall"),
    ("Thomas M.", "Thomas M.", "Thomas", "M."),
    ("Marion Gräfin Dönhoff", "Marion Gräfin Dönhoff", "Marion", "Gräfin Dönhoff"),
    ("Orlov M.", "M. Orlov", "M.", "Orlov"),
    ("Nahel M.", "Nahel M.", "Nahel", "M."),
    ("Quist M.", "Quist M.", None, None),
    ("Mag Ryan", "Mag Ryan", "Mag", "Ryan"),
    ("Mag. Karl Ryan", "Karl Ryan", "Karl", "Ryan"),
    ("Petrenko M.", "M. Petrenko", "M.", "Petrenko"),
    ("Wang X.", "X. Wang", "X.", "Wang"),
    ("RECEP TAYYİP KILIÇ", "Recep Tayyip Kılıç", "Recep", "Kılıç"),
    ("KEMAL KILIÇOĞLU", "Kemal Kılıçoğlu", "Kemal", "Kılıçoğlu"),
    ("Napoléon Ier", "Napoléon Ier", "Napoléon", None),
]


@pytest.mark.parametrize(("text", "core", "given_name", "family"), ORDERS, ids=[row[0] for row in ORDERS])
def test_a_name_is_put_in_reading_order_and_name_case(
    text: str, core: str, given_name: str | None, family: str | None
) -> None:
    parts = split_name(text)
    assert (parts.core, parts.given, parts.family) == (core, given_name, family)


BODIES = [
    ("Southern Military District", "Southern Military District"),
    ("Lukashenko's press service", "Lukashenko's press service"),
    ("the Russian Defence Ministry", "Russian Defence Ministry"),
    ("the Office of the President", "Office of the President"),
    ("President Putin's administration", "President Putin's administration"),
    ("General Staff", "General Staff"),
    ("General Motors", "General Motors"),
    ("Federal Security Service (FSB)", "Federal Security Service (FSB)"),
    ("BBC NEWS", "BBC NEWS"),
    ("Crédit Agricole S.A.", "Crédit Agricole S.A."),
    ("Cargill, Incorporated", "Cargill, Incorporated"),
    ("ЧВК «Вагнер»", "ЧВК «Вагнер»"),
    ("пресс-служба президента", "пресс-служба президента"),
    ("总统府", "总统府"),
    ("俄罗斯大使馆", "俄罗斯大使馆"),
    ("俄罗斯国防部", "俄罗斯国防部"),
    ("Siemens Aktiengesellschaft", "Siemens Aktiengesellschaft"),
    ("Press Trust of India", "Press Trust of India"),
    ("Herzog August Bibliothek", "Herzog August Bibliothek"),
    ("Lisa Hall Institute of Science", "Lisa Hall Institute of Science"),
    ("the office of President Lisa Hall", "office of President Lisa Hall"),
    ("forces of the ousted General Lisa Hall", "forces of the ousted General Lisa Hall"),
    ("le parti du président Jean Martin", "parti du président Jean Martin"),
    ("das Büro von Kanzler Olaf Weber", "Büro von Kanzler Olaf Weber"),
    ("مكتب الرئيس سمير حداد", "مكتب الرئيس سمير حداد"),
    ("Cabinet du Premier ministre", "Cabinet du Premier ministre"),
    ("Kabinet ministra", "Kabinet ministra"),
    ("Universidad Rey Juan Carlos", "Universidad Rey Juan Carlos"),
    ("Martyr Colonel Samir Haddad Brigades", "Martyr Colonel Samir Haddad Brigades"),
    ("كتائب سمير حداد", "كتائب سمير حداد"),
]


@pytest.mark.parametrize(("text", "core"), BODIES, ids=[row[0] for row in BODIES])
def test_an_organisation_keeps_every_word_but_its_article(text: str, core: str) -> None:
    parts = split_name(text)
    assert (parts.core, parts.kind, parts.position, parts.descriptor) == (core, "organisation", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Boko Haram",
        "al-Qaeda",
        "NATO",
        "ISIS",
        "protesters",
        "Wagner fighters",
        "Putin and Lukashenko",
        "Kyiv, Ukraine",
        "U.N.",
        "U.S.A.",
        "J. K.",
        "Lisa Hall, Ohio",
        "Lisa Hall, Bob Marsh",
        "Ana García y Juan Pérez",
        "not Lisa Hall",
        "fake Lisa Hall",
        "фейковый Иван Орлов",
        "relatives of Lisa Hall",
        "prezidenta Petra Bureše",
        "Jabaliyah refugee camp",
        "Joan of Arc",
        "Heinrich gen. Mönch",
        "Gerhoch, Prior von Reichersberg",
        "Lisa Hall?",
        'محمد حمدان دقلو "حميدتي"',
        "Levi's New York",
        "当地居民",
        "知情人士",
        "男性容疑者",
        "福岡地検検事",
        "山口県知事",
        "川崎重工社長",
        "中国人男性さん",
        "아저씨",
        "날씨",
        "남대문시장 상인",
    ],
)
def test_what_may_be_no_person_is_left_as_printed(text: str) -> None:
    parts = split_name(text)
    assert (parts.core, parts.kind, parts.position, parts.descriptor) == (text, None, None, None)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("ロシア外相", "ロシア外相"),
        ("以色列首相", "以色列首相"),
        ("イワノフ大統領とスミス首相", None),
        ("丘野首相", None),
        ("王主席", None),
    ],
)
def test_a_japanese_or_chinese_title_alone_names_nobody(text: str, position: str | None) -> None:
    parts = split_name(text)
    assert (parts.core, parts.kind, parts.position) == ("", None, position)


@pytest.mark.parametrize("text", ["John Ensign", "Abdul Hakim", "John Major", "Stephen King", "Иван Мельник"])
def test_a_family_name_that_is_also_a_title_stays_a_name(text: str) -> None:
    assert split_name(text).core == text


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("The President of Russia", "President of Russia"),
        ("мэр Москвы", "мэр Москвы"),
        ("Kremlin spokesman", "Kremlin spokesman"),
        ("адвокат Ивана Белого", "адвокат Ивана Белого"),
        ("председник Републике Србије", "председник Републике Србије"),
        ("el abogado de Navalni", "abogado de Navalni"),
        ("alcalde de Getafe", "alcalde de Getafe"),
        ("美国总统", "美国总统"),
        ("时任总统", "时任总统"),
        ("鞑靼斯坦总统", "鞑靼斯坦总统"),
        ("莫斯科市长", "莫斯科市长"),
        ("安理会主席", "安理会主席"),
        ("高盛主席", "高盛主席"),
        ("美法总统", "美法总统"),
        ("塔利班总理", "塔利班总理"),
    ],
)
def test_an_office_alone_has_no_name(text: str, position: str) -> None:
    parts = split_name(text)
    assert (parts.core, parts.position) == ("", position)


@pytest.mark.parametrize(
    "text",
    [
        "адвокат Юлії Коваль Олег Мороз",
        "President Vladimir Putin and Belarusian President Alexander Lukashenko",
        "an aide to President Putin",
        "помощник президента Путина",
        "Minister of Alpha Beta Gamma",
        "Minister of Alpha Beta Gamma, Uganda",
        "Vance, JD",
        "国防部长绍伊古和总统卢卡申科",
        "国家主席习近平夫人",
        "мэр Казани Ильсур Метшин",
        "председник Српске",
        "burmistrz Przemyśla Wojciech Bakun",
        "burmistrz Ustrzyk Dolnych Bartosz Nowak",
        "adwokat Jana Nowaka",
        "a son of the late Ivan Orlov",
        "Innocentius III papa",
    ],
)
def test_a_text_that_may_mean_somebody_else_is_refused(text: str) -> None:
    parts = split_name(text)
    assert (parts.core, parts.position, parts.descriptor) == ("", None, None)


def test_honorifics_of_another_language_wait_for_it_to_be_stated() -> None:
    assert split_name("Pan Orlov").core == "Pan Orlov"
    assert split_name("Pan Orlov", "pl").core == "Orlov"


def test_repairs_are_reported_with_the_name() -> None:
    assert [d.code for d in split_name("Vlаdimir Putin").repairs] == ["N303", "N304"]
    assert [d.code for d in split_name("Sergei Shoigu's").repairs] == ["N304"]
    assert split_name("Sergei Shoigu").repairs == ()


@given(st.text(max_size=40))
def test_no_text_is_too_odd_to_be_taken_apart(text: str) -> None:
    parts = split_name(text)
    assert parts.core == parts.core.strip()


VOCABULARY = (
    "President|General|of|the|and|Russia|Ivan|ORLOV|von|(|)|,|«|»|\"|'|Ministry|Mr.|III|V.V.|Петрович|министр|普京|s's"
)
WORDS = st.sampled_from(VOCABULARY.split("|"))


@given(st.lists(WORDS, max_size=8).map(" ".join))
def test_no_mixture_of_titles_and_names_is_too_odd(text: str) -> None:
    parts = split_name(text)
    assert set(parts.core.casefold()) <= set(f"{text} '".casefold())


def test_nine_of_ten_gold_names_come_out_right_and_few_wrong() -> None:
    if not GOLD.exists():
        pytest.skip("gold set absent")
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    right = sum(split_name(row["text"]).core == row["core"] for row in rows)
    wrong = sum(split_name(row["text"]).core not in {row["core"], ""} for row in rows)
    assert right >= 0.9 * len(rows)
    assert wrong <= 0.05 * len(rows)


@pytest.mark.parametrize("text", ["'s " * 100_000, "a, " * 30_000, "minister " * 30_000])
def test_a_whole_page_is_no_name(text: str) -> None:
    parts = split_name(text)
    assert (parts.core, parts.position) == ("", None)
