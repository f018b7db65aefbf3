using System.Text;
using System.Xml;
using ClaimCheck.Domain.Graph;

namespace ClaimCheck.Api.Graph;

/// <summary>Writes GraphML (graphml.graphdrawing.org), with every text whole.</summary>
internal static class GraphMlWriter
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,

        // A carriage return that stood for itself would be read as a line feed.
        NewLineHandling = NewLineHandling.Entitize,
        NewLineChars = "\n",
    };

    public static void Write(EvidenceGraph graph, Stream output)
    {
        using var xml = XmlWriter.Create(output, Settings);
        xml.WriteStartElement("graphml", Namespace);
        foreach (var (name, isNumber) in GraphAttributes.All)
        {
            xml.WriteStartElement("key");
            xml.WriteAttributeString("id", name);
            xml.WriteAttributeString("for", "all");
            xml.WriteAttributeString("attr.name", name);
            xml.WriteAttributeString("attr.type", isNumber ? "int" : "string");
            xml.WriteEndElement();
        }

        xml.WriteStartElement("graph");
        xml.WriteAttributeString("id", $"claim:{graph.Root}:graph");
        xml.WriteAttributeString("edgedefault", "directed");
        if (graph.LeftOut is { } leftOut)
        {
            xml.WriteElementString("desc", leftOut.Statement);
        }

        foreach (var node in graph.Nodes)
        {
            xml.WriteStartElement("node");
            xml.WriteAttributeString("id", node.Id);
            WriteData(xml, [("label", node.Label), .. GraphAttributes.Of(node)]);
            xml.WriteEndElement();
        }

        foreach (var edge in graph.Edges)
        {
            xml.WriteStartElement("edge");
            xml.WriteAttributeString("id", edge.Id);
            xml.WriteAttributeString("source", edge.From);
            xml.WriteAttributeString("target", edge.To);
            WriteData(xml, [("label", edge.Label), .. GraphAttributes.Of(edge)]);
            xml.WriteEndElement();
        }

        xml.WriteEndDocument();
    }

    private static void WriteData(XmlWriter xml, IEnumerable<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            xml.WriteStartElement("data");
            xml.WriteAttributeString("key", name);
            xml.WriteString(Sayable(value));
            xml.WriteEndElement();
        }
    }

    /// <summary>XML has no way to write U+FFFE and U+FFFF, which stand for nothing but may be stored.</summary>
    private static string Sayable(string text) => text.Replace('\ufffe', '\ufffd').Replace('\uffff', '\ufffd');
}
