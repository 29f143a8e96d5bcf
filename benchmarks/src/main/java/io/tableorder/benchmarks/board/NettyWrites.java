package io.tableorder.benchmarks.board;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;

/** Netty by its transport alone, the request read by hand: less than a service would need. */
final class NettyWrites implements Yardstick {

    private static final ByteBuf HEAD = Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n", US_ASCII));

    private final StoresStreams<Channel> channels = new StoresStreams<>();

    private final class Stream extends ChannelInboundHandlerAdapter {

        private int store;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            String request = bytes.toString(US_ASCII);
            bytes.release();
            int query = request.indexOf("store=") + "store=".length();
            store = Integer.parseInt(request.substring(query, request.indexOf(' ', query)));
            context.writeAndFlush(HEAD.duplicate());
            channels.add(store, context.channel());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            channels.remove(store, context.channel());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    @Override
    public int start() throws Exception {
        var loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1_000)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Stream());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    @Override
    public void publish(int store, byte[] frame) {
        ByteBuf shared = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(frame));
        for (Channel channel : channels.of(store)) {
            if (channel.isWritable()) {
                channel.writeAndFlush(shared.duplicate());
            } else {
                channel.close();
            }
        }
    }
}
