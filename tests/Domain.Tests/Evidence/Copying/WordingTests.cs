using ClaimCheck.Domain.Evidence.Copying;
using static ClaimCheck.Domain.Tests.Evidence.Copying.Texts;

namespace ClaimCheck.Domain.Tests.Evidence.Copying;

/// <summary>What does not tell two wordings apart, told by whether all of one text is found in the other.</summary>
public class WordingTests
{
    [Theory]
    [InlineData("US-backed forces took three villages, it is said, west of the dam at dawn.", "us backed forces took three villages it is said west of the dam at dawn")]
    [InlineData("Islamic State's siege of the town was lifted after the army’s third advance on the hills.", "Islamic State siege of the town was lifted after the army third advance on the hills")]
    [InlineData("L'enquête a révélé que le préfet avait été prévenu dès février des fuites de la digue.", "L’ENQUETE A REVELE QUE LE PREFET AVAIT ETE PREVENU DES FEVRIER DES FUITES DE LA DIGUE")]
    [InlineData("Ｔｈｅ ﬁfth ﬂoor of the ministry was cleared twice within an hour after smoke was seen.", "The fifth floor of the ministry was cleared twice within an hour after smoke was seen.")]
    [InlineData("Ο ΣΕΙΣΜΟΣ ΚΑΤΕΣΤΡΕΨΕ ΔΕΚΑ ΣΠΙΤΙΑ ΣΤΟ ΧΩΡΙΟ ΚΑΙ ΕΚΛΕΙΣΕ ΤΟΝ ΔΡΟΜΟ", "Ο σεισμός κατέστρεψε δέκα σπίτια στο χωριό και έκλεισε τον δρόμο")]
    [InlineData("Глава посёлка ещё утром объявил эвакуацию жителей двух улиц у старой реки", "Глава поселка еще утром объявил эвакуацию жителей двух улиц у старой реки")]
    [InlineData("قالَت البلديّة إن إنهيار السدّ أدّى إلى غرق مئات المنازل القديمة في المدينة", "قالت البلدية ان انهيار السد ادى الى غرق مئات المنازل القديمة في المدينه")]
    [InlineData("سخنگوی وزارت نیرو گفت سه نیروگاه جنوب کشور از مدار تولید خارج شده است", "سخنگوي وزارت نيرو گفت سه نيروگاه جنوب كشور از مدار توليد خارج شده است")]
    [InlineData("当地政府宣布，三个村庄的一千二百名居民已全部转移到安全地带。", "当地政府宣布三个村庄的一千二百名居民已全部转移到安全地带")]
    public void Case_accents_punctuation_and_spelling_do_not_tell_wordings_apart(string one, string other) => AssertSame(one, other);

    [Theory]
    [InlineData("1,000,000", "1000000")]
    [InlineData("1.000.000", "1000000")]
    [InlineData("1 000 000", "1000000")]
    [InlineData("1\u202F000\u00A0000", "1000000")]
    [InlineData("1’000’000", "1,000,000")]
    [InlineData("10,00,000", "1000000")]
    [InlineData("١٬٠٠٠٬٠٠٠", "1000000")]
    [InlineData("١٢٫٥", "12.5")]
    [InlineData("۱۲۵۰۰", "12,500")]
    [InlineData("1.234,5", "1,234.50")]
    [InlineData("3,5", "3.5")]
    [InlineData("２０１４", "2014")]
    public void The_way_a_number_is_written_does_not_tell_wordings_apart(string one, string other) =>
        AssertSame(Sentence(one), Sentence(other));

    [Theory]
    [InlineData("12.5", "125")]
    [InlineData("0.123", "123")]
    [InlineData("1,5", "15")]
    [InlineData("26.09.2014", "26092014")]
    [InlineData("1 2", "12")]
    [InlineData("2014 300", "2014300")]
    public void Different_numbers_do(string one, string other)
    {
        var found = Find(Text(1, Sentence(one)), Text(2, Sentence(other)));

        Assert.Empty(found.Identical);
        Assert.DoesNotContain(found.Pairs, pair => pair.Containment >= 1);
    }

    [Theory]
    [InlineData("Everybody fears {0} in the valley", "Everybody fears \"{0}\" in the valley")]
    [InlineData("Everybody fears {0} in the valley", "Everybody Fears {0} in the Valley")]
    [InlineData("In 1974 {0} in the valley", "In 1,974 {0} in the valley")]
    public void But_what_a_sign_of_copying_asks_for_does_though_the_words_are_the_same(string one, string other)
    {
        const string words = "breaking dams and sudden floods after heavy rains";

        Assert.Empty(Find(Text(1, string.Format(null, one, words)), Text(2, string.Format(null, other, words))).Identical);
    }

    private static void AssertSame(string one, string other)
    {
        var found = Find(Text(1, one), Text(2, other));

        Assert.True(found.Identical.Count == 1 || found.Pairs is [{ Sign: CopySign.NearVerbatim, Containment: >= 1 }]);
    }

    private static string Sentence(string number) => $"Inspectors of the harbour office counted {number} in all when they opened the warehouse behind the old customs shed.";
}
